import type { Command } from './command.ts';
import { createAccount } from './crm/account-create.ts';
import { showAccount } from './crm/account-show.ts';
import { updateAccount } from './crm/account-update.ts';
import { logActivity } from './crm/activity-log.ts';
import { redoChange } from './crm/change-redo.ts';
import { undoChange } from './crm/change-undo.ts';
import { createContact } from './crm/contact-create.ts';
import { showContact } from './crm/contact-show.ts';
import { updateContact } from './crm/contact-update.ts';
import { listDeals } from './crm/deal-list.ts';
import { logDeal } from './crm/deal-log.ts';
import { loseDeal } from './crm/deal-lose.ts';
import { moveDeal } from './crm/deal-move.ts';
import { showDeal } from './crm/deal-show.ts';
import { updateDeal } from './crm/deal-update.ts';
import { winDeal } from './crm/deal-win.ts';
import { convertLead } from './crm/lead-convert.ts';
import { createLead } from './crm/lead-create.ts';
import { listLeads } from './crm/lead-list.ts';
import { qualifyLead } from './crm/lead-qualify.ts';
import { showLead } from './crm/lead-show.ts';
import { updateLead } from './crm/lead-update.ts';
import { listMembers } from './crm/member-list.ts';
import { setMemberManager } from './crm/member-set-manager.ts';
import { setMemberRole } from './crm/member-set-role.ts';
import { setMemberTeam } from './crm/member-set-team.ts';
import { showOrganization } from './crm/organization-show.ts';
import { updateOrganization } from './crm/organization-update.ts';
import { showPipeline } from './crm/pipeline-show.ts';
import { showProfile } from './crm/profile-show.ts';
import { updateProfile } from './crm/profile-update.ts';
import { deleteRecord } from './crm/record-delete.ts';
import { showHistory } from './crm/record-history.ts';
import { searchRecords } from './crm/record-search.ts';
import { completeTask } from './crm/task-complete.ts';
import { createTask } from './crm/task-create.ts';
import { listTasks } from './crm/task-list.ts';
import { updateTask } from './crm/task-update.ts';
import { createTeam } from './crm/team-create.ts';
import { listTeams } from './crm/team-list.ts';
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
  createLead,
  showLead,
  updateLead,
  listLeads,
  qualifyLead,
  convertLead,
  logActivity,
  createTask,
  listTasks,
  updateTask,
  completeTask,
  searchRecords,
  showHistory,
  deleteRecord,
  undoChange,
  redoChange,
  showProfile,
  updateProfile,
  setMemberRole,
  setMemberTeam,
  setMemberManager,
  listMembers,
  listTeams,
  createTeam,
  showOrganization,
  updateOrganization,
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
