"""Self-service: articles, their search, and what readers say of them. Knows nothing of tickets.

Inside, imports point down::

    admin | api | views         the doors
    content                     the articles that come with the product
    search | feedback           finding an article; votes and searches without result
    articles                    sections, articles, their texts in each language, publishing
    language                    pure work on words
"""
