import { parse } from 'node:querystring';

export type Json = Record<string, unknown>;

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** The web client sends forms; whatever is no plain text in them is JSON. */
export function readForm(raw: string): Json {
  return Object.fromEntries(
    Object.entries(parse(raw)).map(([name, value]) => [name, readValue(name, String(value))]),
  );
}

const JSON_ARGUMENTS = new Set(['blocks', 'view', 'prompts', 'loading_messages']);

function readValue(name: string, value: string): unknown {
  return JSON_ARGUMENTS.has(name) ? JSON.parse(value) : value;
}
