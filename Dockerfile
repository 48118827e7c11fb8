# The gateway on its own Node, without a database: DATABASE_URL says where that is.
# `docker compose up` brings one along. A schema of one's own is served from what `gather model` has written of it:
#   docker run -v ./model.json:/app/model.json -e PRISMA_SCHEMA=model.json -e DATABASE_URL=mysql://… gather

# What both stages below start from.
FROM node:24-slim AS base
WORKDIR /app
COPY package.json package-lock.json ./

# Reads the data model of the Prisma schema.
FROM base AS generate
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund
COPY prisma ./prisma
COPY scripts/write-model.ts ./scripts/
COPY src ./src
RUN node scripts/write-model.ts

# What runs: production dependencies, the source as it stands, and the data model.
FROM base
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY prisma ./prisma
COPY src ./src
COPY --from=generate /app/src/model/generated ./src/model/generated

ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
EXPOSE 4000
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/main.mjs"]
CMD ["start"]
