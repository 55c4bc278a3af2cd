import { describe, expect, it } from 'vitest';
import { forecastScope } from '../../src/forecast/forecast-scope.ts';
import { isRefusal } from '../../src/platform/refusal.ts';
import { aCompany, type Colleague } from '../harness/company.ts';

async function twoTeams() {
  const company = await aCompany();
  const [east, west] = [await company.team('East'), await company.team('West')];
  const alex = await company.member('Alex', { role: 'admin' });
  const maya = await company.member('Maya', { role: 'manager', teamId: east });
  const dana = await company.member('Dana', { teamId: east });
  const will = await company.member('Will', { teamId: west });
  return { company, east, west, alex, maya, dana, will };
}

type Asked = Parameters<typeof forecastScope>[1];
const scopeFor = (who: Colleague, asked: Asked = {}) =>
  who.does((ctx) => forecastScope(ctx, asked));
const refused = (error: unknown) => isRefusal(error, 'outside_scope');

describe('whose deals a forecast is made of', () => {
  it('is everybody of an administrator, his own people of a manager, himself of a rep', async () => {
    const { alex, maya, dana } = await twoTeams();
    expect(await scopeFor(alex)).toEqual({ whose: { kind: 'whole' }, members: 'all' });
    const people = await scopeFor(maya);
    expect(people.whose).toEqual({ kind: 'people' });
    expect([...people.members].sort()).toEqual([maya.id, dana.id].sort());
    expect(await scopeFor(dana)).toEqual({
      whose: { kind: 'member', id: dana.id, name: 'Dana' },
      members: [dana.id],
    });
  });

  it('is never somebody whom the asker may not see, nor a team with such people', async () => {
    const { east, west, maya, dana, will } = await twoTeams();
    const owner = ({ id, name }: Colleague) => ({ owner: { id, name } });
    expect((await scopeFor(maya, owner(dana))).members).toEqual([dana.id]);
    await expect(scopeFor(maya, owner(will))).rejects.toSatisfy(refused);
    await expect(scopeFor(dana, owner(maya))).rejects.toSatisfy(refused);
    expect((await scopeFor(maya, { team: { id: east, name: 'East' } })).members).toHaveLength(2);
    const theirs = { team: { id: west, name: 'West' } };
    await expect(scopeFor(maya, theirs)).rejects.toSatisfy(refused);
    await expect(scopeFor(dana, { team: { id: east, name: 'East' } })).rejects.toSatisfy(refused);
  });

  it('is nobody of a customer', async () => {
    const { company } = await twoTeams();
    const cleo = await company.customer('Cleo');
    await expect(scopeFor(cleo)).rejects.toSatisfy((error) => isRefusal(error, 'not_allowed'));
  });
});
