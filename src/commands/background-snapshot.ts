import { organizationById } from '../crm/organization.ts';
import { requestDueTraining } from '../forecast/due-training.ts';
import { takeTodaysSnapshot } from '../forecast/snapshots.ts';
import { type CalendarDay, dayIn } from '../platform/clock.ts';
import { type Background, watching } from './background.ts';
import type { House } from './people.ts';

/** So often it is looked whether a model is due to be trained anew; first a while after the start, which has other things to do. */
const LOOKED_EVERY_MS = 60 * 60_000;
const FIRST_LOOK_AFTER_MS = 60_000;

/**
 * Takes the snapshot of each day, when the first sweep of the day comes by, and asks for a training when one is due. Beside other
 * replicas each of it happens once.
 */
export function snapshotWatch(house: House, organizationId: string, wake: () => void): Background {
  let taken: CalendarDay | null = null;
  let lookAt = house.clock.now().getTime() + FIRST_LOOK_AFTER_MS;

  async function look(isPaused: () => boolean): Promise<void> {
    const now = house.clock.now();
    const organization = await house.db.asSystem((tx) => organizationById(tx, organizationId));
    const today = dayIn(organization.timeZone, now);
    if (taken !== today) {
      const deals = await takeTodaysSnapshot(house, organization);
      if (deals !== null) house.log.info('snapshot.taken', { deals });
      taken = today;
    }
    if (now.getTime() < lookAt || isPaused()) return;
    lookAt = now.getTime() + LOOKED_EVERY_MS;
    const due = await house.db.inOrganization(organizationId, (tx) =>
      requestDueTraining({ tx, organization, clock: house.clock, ids: house.ids }),
    );
    if (due === null) return;
    house.log.info('training.due', { reason: due });
    wake();
  }

  return watching(house.log, 'snapshot.not_taken', look);
}
