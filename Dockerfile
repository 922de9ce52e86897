FROM python:3.13-slim
WORKDIR /app
COPY requirements/run.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && useradd --create-home news && mkdir data && chown news data
USER news
VOLUME /app/data
STOPSIGNAL SIGTERM
CMD ["newsdigest", "run"]
