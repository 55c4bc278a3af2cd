import type { Command } from './command.ts';
import { createAccount } from './crm/account-create.ts';
import { listAccounts } from './crm/account-list.ts';
import { mergeAccount } from './crm/account-merge.ts';
import { showAccount } from './crm/account-show.ts';
import { updateAccount } from './crm/account-update.ts';
import { logActivity } from './crm/activity-log.ts';
import { redoChange } from './crm/change-redo.ts';
import { undoChange } from './crm/change-undo.ts';
import { createContact } from './crm/contact-create.ts';
import { listContacts } from './crm/contact-list.ts';
import { mergeContact } from './crm/contact-merge.ts';
import { showContact } from './crm/contact-show.ts';
import { updateContact } from './crm/contact-update.ts';
import { exportData } from './crm/data-export.ts';
import { importData } from './crm/data-import.ts';
import { listDeals } from './crm/deal-list.ts';
import { logDeal } from './crm/deal-log.ts';
import { loseDeal } from './crm/deal-lose.ts';
import { mergeDeal } from './crm/deal-merge.ts';
import { moveDeal } from './crm/deal-move.ts';
import { showDeal } from './crm/deal-show.ts';
import { updateDeal } from './crm/deal-update.ts';
import { winDeal } from './crm/deal-win.ts';
import { listDuplicates } from './crm/duplicates-find.ts';
import { stopExport } from './crm/export-cancel.ts';
import { createField } from './crm/field-create.ts';
import { listFields } from './crm/field-list.ts';
import { removeField } from './crm/field-remove.ts';
import { updateField } from './crm/field-update.ts';
import { defaultValue, mapColumn, replaceValue, setImport } from './crm/import-corrections.ts';
import { showImport, stopImport, takeBackImport } from './crm/import-running.ts';
import { convertLead } from './crm/lead-convert.ts';
import { createLead } from './crm/lead-create.ts';
import { listLeads } from './crm/lead-list.ts';
import { mergeLead } from './crm/lead-merge.ts';
import { qualifyLead } from './crm/lead-qualify.ts';
import { showLead } from './crm/lead-show.ts';
import { updateLead } from './crm/lead-update.ts';
import { deactivateMember } from './crm/member-deactivate.ts';
import { listMembers } from './crm/member-list.ts';
import { reactivateMember } from './crm/member-reactivate.ts';
import { setMemberManager } from './crm/member-set-manager.ts';
import { setMemberRole } from './crm/member-set-role.ts';
import { setMemberTeam } from './crm/member-set-team.ts';
import { cancelOrder } from './crm/order-cancel.ts';
import { confirmOrder } from './crm/order-confirm.ts';
import { createOrder } from './crm/order-create.ts';
import { fulfilOrder } from './crm/order-fulfil.ts';
import { listOrders } from './crm/order-list.ts';
import { showOrder } from './crm/order-show.ts';
import { updateOrder } from './crm/order-update.ts';
import { showOrganization } from './crm/organization-show.ts';
import { updateOrganization } from './crm/organization-update.ts';
import { createPipeline } from './crm/pipeline-create.ts';
import { listPipelines } from './crm/pipeline-list.ts';
import { removePipeline } from './crm/pipeline-remove.ts';
import { showPipeline } from './crm/pipeline-show.ts';
import { updatePipeline } from './crm/pipeline-update.ts';
import { listPrices } from './crm/pricebook-list.ts';
import { setPrice } from './crm/pricebook-set.ts';
import { createProduct } from './crm/product-create.ts';
import { listProducts } from './crm/product-list.ts';
import { mergeProduct } from './crm/product-merge.ts';
import { updateProduct } from './crm/product-update.ts';
import { showProfile } from './crm/profile-show.ts';
import { updateProfile } from './crm/profile-update.ts';
import { acceptQuote } from './crm/quote-accept.ts';
import { createQuote } from './crm/quote-create.ts';
import { declineQuote } from './crm/quote-decline.ts';
import { listQuotes } from './crm/quote-list.ts';
import { reviseQuote } from './crm/quote-revise.ts';
import { sendQuote } from './crm/quote-send.ts';
import { showQuote } from './crm/quote-show.ts';
import { listRates } from './crm/rate-list.ts';
import { setRate } from './crm/rate-set.ts';
import { deleteRecord } from './crm/record-delete.ts';
import { showHistory } from './crm/record-history.ts';
import { listDeleted, restoreDeleted } from './crm/record-restore.ts';
import { searchRecords } from './crm/record-search.ts';
import { unmergeRecords } from './crm/record-unmerge.ts';
import { runReport } from './crm/report-run.ts';
import { addStage } from './crm/stage-add.ts';
import { showStageHistory } from './crm/stage-history.ts';
import { removeStage } from './crm/stage-remove.ts';
import { requireStageFields } from './crm/stage-require.ts';
import { updateStage } from './crm/stage-update.ts';
import { completeTask } from './crm/task-complete.ts';
import { createTask } from './crm/task-create.ts';
import { listTasks } from './crm/task-list.ts';
import { updateTask } from './crm/task-update.ts';
import { createTeam } from './crm/team-create.ts';
import { listTeams } from './crm/team-list.ts';
import { showAccuracy } from './forecast/forecast-accuracy.ts';
import { explainForecast } from './forecast/forecast-explain.ts';
import { listModels, rollBackModel } from './forecast/forecast-models.ts';
import { showForecast } from './forecast/forecast-show.ts';
import { subscribeToForecast, takeSnapshot } from './forecast/forecast-subscribe.ts';
import { trainForecast } from './forecast/forecast-train.ts';
import { setQuota, showQuotas } from './forecast/quota-set.ts';
import { showHelp } from './help.ts';
import { giveFeedbackCommand } from './support/feedback-give.ts';
import { reportFeedback } from './support/feedback-report.ts';
import { setHours } from './support/hours-set.ts';
import { approveDraft } from './support/knowledge-approve.ts';
import { draftArticle } from './support/knowledge-draft.ts';
import { listGaps } from './support/knowledge-gaps.ts';
import { reloadKnowledge } from './support/knowledge-reload.ts';
import { showKnowledge } from './support/knowledge-show.ts';
import { subscribeToGaps } from './support/knowledge-subscribe.ts';
import { stepThrough } from './support/procedure-step.ts';
import { setSla } from './support/sla-set.ts';
import { showSla } from './support/sla-show.ts';
import { askSupport } from './support/support-ask.ts';
import { bindDesk } from './support/support-desk.ts';
import { assignTicket } from './support/ticket-assign.ts';
import { closeTicket } from './support/ticket-close.ts';
import { confirmTicket } from './support/ticket-confirm.ts';
import { createTicket } from './support/ticket-create.ts';
import { listTickets } from './support/ticket-list.ts';
import { noteOnTicket } from './support/ticket-note.ts';
import { reopenTicket } from './support/ticket-reopen.ts';
import { replyToTicket } from './support/ticket-reply.ts';
import { showTicket } from './support/ticket-show.ts';
import { updateTicket } from './support/ticket-update.ts';

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
  runReport,
  showStageHistory,
  showForecast,
  explainForecast,
  showAccuracy,
  trainForecast,
  listModels,
  rollBackModel,
  setQuota,
  showQuotas,
  subscribeToForecast,
  takeSnapshot,
  listPipelines,
  createPipeline,
  updatePipeline,
  removePipeline,
  addStage,
  updateStage,
  removeStage,
  requireStageFields,
  listRates,
  setRate,
  createAccount,
  showAccount,
  updateAccount,
  listAccounts,
  createContact,
  showContact,
  updateContact,
  listContacts,
  createLead,
  showLead,
  updateLead,
  listLeads,
  qualifyLead,
  convertLead,
  createProduct,
  listProducts,
  updateProduct,
  listPrices,
  setPrice,
  createQuote,
  showQuote,
  listQuotes,
  reviseQuote,
  sendQuote,
  declineQuote,
  acceptQuote,
  createOrder,
  showOrder,
  listOrders,
  updateOrder,
  confirmOrder,
  fulfilOrder,
  cancelOrder,
  logActivity,
  createTask,
  listTasks,
  updateTask,
  completeTask,
  exportData,
  stopExport,
  importData,
  mapColumn,
  setImport,
  replaceValue,
  defaultValue,
  showImport,
  stopImport,
  takeBackImport,
  searchRecords,
  listDuplicates,
  mergeAccount,
  mergeContact,
  mergeLead,
  mergeDeal,
  mergeProduct,
  unmergeRecords,
  showHistory,
  deleteRecord,
  listDeleted,
  restoreDeleted,
  undoChange,
  redoChange,
  showProfile,
  updateProfile,
  setMemberRole,
  createField,
  listFields,
  updateField,
  removeField,
  setMemberTeam,
  setMemberManager,
  deactivateMember,
  reactivateMember,
  listMembers,
  listTeams,
  askSupport,
  stepThrough,
  giveFeedbackCommand,
  reportFeedback,
  listGaps,
  draftArticle,
  approveDraft,
  subscribeToGaps,
  createTicket,
  showTicket,
  listTickets,
  replyToTicket,
  noteOnTicket,
  assignTicket,
  updateTicket,
  closeTicket,
  confirmTicket,
  reopenTicket,
  bindDesk,
  setSla,
  showSla,
  setHours,
  showKnowledge,
  reloadKnowledge,
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
