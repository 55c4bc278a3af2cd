/** Creates or drops a database for the tests: postgres-database.ts create|drop SERVER_URL NAME */
import pg from 'pg';

const [action = '', server = '', name = ''] = process.argv.slice(2);
if (!/^[a-z_0-9]+$/.test(name) || (action !== 'create' && action !== 'drop')) {
  process.stderr.write('usage: postgres-database.ts create|drop SERVER_URL NAME\n');
  process.exit(2);
}
const client = new pg.Client({ connectionString: `${server}/postgres` });
await client.connect();
await client.query(
  action === 'create' ? `CREATE DATABASE ${name}` : `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
);
await client.end();
