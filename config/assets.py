"""Static files by WhiteNoise, under ASGI as well."""

from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Send files whole where a server is asynchronous: it cannot stream what is read in steps."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse | FileResponse:
        response = WhiteNoiseMiddleware.serve(static_file, request)
        if not isinstance(request, ASGIRequest):
            return response
        whole = HttpResponse(response.getvalue(), status=response.status_code)
        del whole.headers["Content-Type"]
        for name, value in response.headers.items():
            whole.headers[name] = value
        # The file and not the response, which would tell everybody that the request has ended.
        if isinstance(response, FileResponse) and response.file_to_stream:
            response.file_to_stream.close()
        return whole
