import { defineConfig } from 'prisma/config';

// Prisma's command line wants a native engine even where it does not use one, and would download it.
// Any existing file satisfies it: generate, validate and format then run with no network.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema', migrations: { path: 'prisma/migrations' } });
