import type { Command } from './command.ts';
import { createAccount } from './crm/account-create.ts';
import { showAccount } from './crm/account-show.ts';
import { updateAccount } from './crm/account-update.ts';
import { logActivity } from './crm/activity-log.ts';
import { undoChange } from './crm/change-undo.ts';
import { createContact } from './crm/contact-create.ts';
import { showContact } from './crm/contact-show.ts';
import { updateContact } from './crm/contact-update.ts';
import { exportData } from './crm/data-export.ts';
import { importData } from './crm/data-import.ts';
import { listDeals } from './crm/deal-list.ts';
import { logDeal } from './crm/deal-log.ts';
import { loseDeal } from './crm/deal-lose.ts';
import { moveDeal } from './crm/deal-move.ts';
import { showDeal } from './crm/deal-show.ts';
import { updateDeal } from './crm/deal-update.ts';
import { winDeal } from './crm/deal-win.ts';
import { defaultValue, mapColumn, replaceValue, setImport } from './crm/import-corrections.ts';
import { showImport, stopImport, takeBackImport } from './crm/import-running.ts';
import { setMemberRole } from './crm/member-set-role.ts';
import { showPipeline } from './crm/pipeline-show.ts';
import { showProfile } from './crm/profile-show.ts';
import { updateProfile } from './crm/profile-update.ts';
import { deleteRecord } from './crm/record-delete.ts';
import { showHistory } from './crm/record-history.ts';
import { searchRecords } from './crm/record-search.ts';
import { completeTask } from './crm/task-complete.ts';
import { createTask } from './crm/task-create.ts';
import { listTasks } from './crm/task-list.ts';
import { showHelp } from './help.ts';

/** Every command there is, in the order of the help text. A command not listed here does not exist. */
const COMMANDS: readonly Command[] = [
  logDeal,
  showDeal,
  updateDeal,
  moveDeal,
  winDeal,
  loseDeal,
  listDeals,
  showPipeline,
  createAccount,
  showAccount,
  updateAccount,
  createContact,
  showContact,
  updateContact,
  logActivity,
  createTask,
  listTasks,
  completeTask,
  exportData,
  importData,
  mapColumn,
  setImport,
  replaceValue,
  defaultValue,
  showImport,
  stopImport,
  takeBackImport,
  searchRecords,
  showHistory,
  deleteRecord,
  undoChange,
  showProfile,
  updateProfile,
  setMemberRole,
  showHelp,
];

export type Catalogue = { all: readonly Command[]; find: (name: string) => Command | null };

const STANDARD = byName(COMMANDS);

/** The catalogue by name. `also` adds commands that only some installations have. */
export function catalogueOf(also: readonly Command[] = []): Catalogue {
  return also.length === 0 ? STANDARD : byName([...COMMANDS, ...also]);
}

function byName(all: readonly Command[]): Catalogue {
  const commands = new Map(all.map((command) => [command.name, command]));
  return { all, find: (name) => commands.get(name) ?? null };
}
