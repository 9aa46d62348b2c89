# The program runs from its checkout; data lies in a volume or in PostgreSQL.
FROM python:3.12-slim
RUN groupadd --system --gid 10001 cop \
 && useradd --system --uid 10001 --gid cop --create-home --home-dir /var/lib/cop-connector cop
WORKDIR /opt/cop-connector
COPY . .
RUN pip install --no-cache-dir --editable '.[postgresql]'
USER cop
WORKDIR /var/lib/cop-connector
EXPOSE 8080
CMD ["cop-connector", "serve", "--host", "0.0.0.0"]
