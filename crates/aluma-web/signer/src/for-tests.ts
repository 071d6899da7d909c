// What the tests reach: everything that works without a browser.

export * from "./bid.ts";
export * from "./bytes.ts";
export * from "./catalog.ts";
export * from "./codec/act.ts";
export * from "./codec/keys.ts";
export * from "./codec/reader.ts";
export * from "./codec/transaction.ts";
export * from "./codec/value.ts";
export * from "./codec/walk.ts";
export * from "./eip712/node.ts";
export * from "./eip712/schema.ts";
export * from "./eip712/typed.ts";
export * from "./entry.ts";
export * from "./hash.ts";
export * from "./keys/curves.ts";
export * from "./page/names.ts";
export * from "./qr/code.ts";
export * from "./seal.ts";
export * from "./words/fluent.ts";
export * as parse from "./words/parse.ts";
export * as show from "./words/show.ts";
export * from "./words/speaker.ts";
