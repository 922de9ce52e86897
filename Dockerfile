FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements/ requirements/
# Such as "charts llm".
ARG EXTRAS=""
RUN python -m venv /opt/newsdigest \
    && for lock in run $EXTRAS; do \
        /opt/newsdigest/bin/pip install --no-cache-dir --require-hashes -r "requirements/$lock.txt" || exit 1; done
COPY . .
RUN /opt/newsdigest/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/newsdigest/bin/pip uninstall --yes setuptools pip \
    && python -m compileall -q /opt/newsdigest

FROM python:3.13-slim
RUN python -m pip uninstall --yes pip \
    && useradd --system --uid 10001 --no-create-home news \
    && install --directory --owner=news --mode=0700 /data /backups
COPY --from=build /opt/newsdigest /opt/newsdigest
ENV PATH=/opt/newsdigest/bin:$PATH DATABASE_PATH=/data/newsdigest.db BACKUP_DIR=/backups HTTP_PORT=8080
WORKDIR /data
USER news
VOLUME ["/data", "/backups"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=2m CMD ["/opt/newsdigest/bin/python", "-c", \
    "from os import environ as e; from urllib.request import urlopen; urlopen(f'http://127.0.0.1:{e[\"HTTP_PORT\"]}/health', timeout=8)"]
ENTRYPOINT ["/opt/newsdigest/bin/newsdigest"]
CMD ["run"]
