"""The web application around the page: its doors, limits and headers, the API for programs, and serving.

What serves at once (`opening`, `serving`) imports nothing that takes long; `application` brings the assistant along.
"""
