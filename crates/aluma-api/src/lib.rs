//! HTTP: JSON, server-sent events, OpenAPI built from specs, problem answers.
