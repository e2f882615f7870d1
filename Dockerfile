# The image of dlint: docker run --rm -v "$PWD:/work" dlint

FROM node:24.11.1-alpine3.22 AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json LICENSE README.md ./
COPY assets assets
COPY bin bin
COPY docs docs
COPY scripts scripts
COPY src src
RUN npm run build \
    && npm pack --ignore-scripts \
    && npm install --global --prefix /opt/dlint --offline dockerfile-dlint-*.tgz

FROM node:24.11.1-alpine3.22
LABEL org.opencontainers.image.title="dlint" \
      org.opencontainers.image.description="Dockerfile parser, linter and builder front end" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /opt/dlint /opt/dlint
ENV PATH="/opt/dlint/bin:$PATH"
USER 1000:1000
# The first run keeps its compiled code for those to come.
RUN dlint --version
WORKDIR /work
ENTRYPOINT ["dlint"]
