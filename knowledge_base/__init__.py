"""Self-service: articles, their search, and what readers say of them. Knows nothing of tickets.

Inside, imports point down::

    admin | api | views         the doors
    assistant                   answers, looks up, asks back, hands over to a person
    content | asking | learning the articles that come with the product; what a search box does;
                                what is learned from people
    search | feedback           finding an article; votes and searches without result
    articles                    sections, articles, their texts in each language, publishing,
                                revisions, what is related
    language                    pure work on words

Beside them, for the pages: ``addresses`` (a page in each language), ``structured`` and ``sitemaps``
(what search engines are told).
"""
