# docker build -t alongside . && docker run -p 8000:8000 -v alongside:/data alongside
FROM python:3.12-slim

# Pango draws the letters of PDFs.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
  && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 1000 --create-home alongside && install -d -o alongside /data
WORKDIR /srv/alongside

COPY requirements/build.txt requirements/runtime.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/build.txt -r requirements/runtime.txt

COPY pyproject.toml README.md ./
COPY migrations migrations
COPY app app
RUN pip install --no-cache-dir --no-deps --no-build-isolation --no-index --editable .

USER alongside
ENV ALONGSIDE_DATABASE_URL=sqlite:////data/alongside.db PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/manifest.webmanifest', timeout=4)"]
CMD ["alongside", "serve", "--host", "0.0.0.0", "--port", "8000"]
