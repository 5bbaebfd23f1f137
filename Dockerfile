# One image, two processes: web and worker (compose.yaml). It holds no key and no database.
FROM node:22-bookworm-slim AS styles
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM python:3.13-slim-bookworm AS packages
RUN pip install --no-cache-dir uv && uv venv /venv
COPY requirements/app.txt .
RUN VIRTUAL_ENV=/venv uv pip sync --require-hashes app.txt

FROM python:3.13-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=tijdig.config.settings
WORKDIR /app
COPY --from=packages /venv /venv
COPY --from=styles /app/node_modules node_modules
COPY policy policy
COPY tijdig tijdig
RUN pybabel --quiet compile --directory tijdig/config/locale --domain django
USER 65534:65534
EXPOSE 8000
CMD ["gunicorn", "tijdig.config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4"]
