import { Prisma } from '../../src/generated/prisma/client.ts';
import { uuids } from '../../src/platform/ids.ts';
import { aCompany, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

/** The models whose rows belong to an organization, as the schema has them. */
export const TENANT_MODELS: readonly string[] = Object.values(Prisma.ModelName).filter(
  (model) => 'organizationId' in fieldsOf(model),
);

function fieldsOf(model: string): object {
  return (Prisma as unknown as Record<string, object>)[`${model}ScalarFieldEnum`] ?? {};
}

export type FullCompany = Company & {
  ids: Readonly<
    Record<
      | 'member'
      | 'account'
      | 'contact'
      | 'deal'
      | 'pipeline'
      | 'stage'
      | 'conversation'
      | 'changeSet',
      string
    >
  >;
};

/** An organization with a row in every table that belongs to organizations. */
export async function aCompanyWithOneOfEverything(): Promise<FullCompany> {
  const company = await aCompany();
  const organizationId = company.organization.id;
  const own = { organizationId };
  const { id: member } = await company.member('Dana');
  const ids = await company.in(async (tx) => {
    const { id: teamId } = await tx.team.create({ data: { ...own, name: 'East' } });
    await tx.member.update({ where: { id: member }, data: { teamId } });
    await tx.chatInstallation.create({
      data: { ...own, provider: 'console', tenantKey: organizationId },
    });
    const { id: pipeline } = await tx.pipeline.findFirstOrThrow();
    const { id: stage } = await tx.stage.findFirstOrThrow({ where: { position: 0 } });
    const named = { ...own, number: 1, name: 'Acme', nameKey: 'acme' };
    const { id: account } = await tx.account.create({
      data: { ...named, ownerId: member, domain: 'acme.com' },
    });
    const { id: contact } = await tx.contact.create({
      data: { ...named, accountId: account, ownerId: member, email: 'li@acme.com' },
    });
    const { id: deal } = await tx.deal.create({
      data: {
        ...named,
        accountId: account,
        contactId: contact,
        pipelineId: pipeline,
        stageId: stage,
        ownerId: member,
        amount: '100',
        currency: 'USD',
        stageEnteredAt: NOW,
        lastActivityAt: NOW,
      },
    });
    await tx.stageChange.create({
      data: { ...own, dealId: deal, pipelineId: pipeline, toStageId: stage, at: NOW },
    });
    await tx.lead.create({ data: { ...named, email: 'jo@acme.com', ownerId: member } });
    const { id: product } = await tx.product.create({
      data: { ...named, sku: 'X-1', amount: '10', currency: 'USD' },
    });
    const { id: priceBook } = await tx.priceBook.create({
      data: { ...own, name: 'Partners', nameKey: 'partners', currency: 'USD' },
    });
    await tx.priceEntry.create({
      data: { ...own, priceBookId: priceBook, productId: product, amount: '9' },
    });
    const sums = { currency: 'USD', subtotal: '10', discount: '0', tax: '0', total: '10' };
    const line = { productId: product, name: 'Acme', position: 0, quantity: '1', unitPrice: '10' };
    const { id: quote } = await tx.quote.create({
      data: { ...own, ...sums, number: 1, accountId: account, dealId: deal, ownerId: member },
    });
    await tx.quoteLine.create({ data: { ...own, ...line, quoteId: quote, total: '10' } });
    const { id: order } = await tx.order.create({
      data: {
        ...own,
        ...sums,
        number: 1,
        accountId: account,
        dealId: deal,
        contactId: contact,
        quoteId: quote,
        ownerId: member,
        orderedOn: NOW,
      },
    });
    await tx.orderLine.create({ data: { ...own, ...line, orderId: order, total: '10' } });
    await tx.currencyRate.create({
      data: { ...own, name: 'EUR', currency: 'EUR', day: NOW, rate: '1.1' },
    });
    await tx.customField.create({
      data: { ...own, entity: 'deal', key: 'region', name: 'Region', type: 'text', position: 0 },
    });
    const { id: file } = await tx.storedFile.create({
      data: {
        ...own,
        name: 'deals.csv',
        mediaType: 'text/csv',
        size: 1,
        digest: '0',
        content: new Uint8Array([65]),
        memberId: member,
        createdAt: NOW,
        expiresAt: NOW,
      },
    });
    const { id: batch } = await tx.importBatch.create({
      data: { ...own, actorId: member, kind: 'deals', fileId: file, mapping: {} },
    });
    await tx.importRow.create({
      data: { ...own, batchId: batch, line: 2, cells: [], problems: [] },
    });
    const about = { accountId: account, contactId: contact, dealId: deal };
    await tx.activity.create({
      data: { ...own, ...about, number: 1, kind: 'note', at: NOW, authorId: member },
    });
    await tx.task.create({
      data: { ...own, ...about, number: 1, title: 'Call', assigneeId: member },
    });
    const { id: article } = await tx.article.create({
      data: {
        ...own,
        slug: 'reset',
        language: 'en',
        path: 'en/reset.md',
        digest: '0',
        title: 'Reset',
        kind: 'faq',
        audience: 'customer',
        readAt: NOW,
      },
    });
    await tx.passage.create({
      data: { ...own, articleId: article, position: 0, text: 'Hold it.' },
    });
    await tx.knowledgeEntity.create({
      data: { ...own, key: 'amr', kind: 'product', nameEn: 'AMR', nameZh: 'AMR' },
    });
    await tx.knowledgeEdge.create({
      data: {
        ...own,
        from: 'article/reset',
        kind: 'about',
        to: 'product/amr',
        provenance: 'en/reset.md: about',
      },
    });
    await tx.knowledgeState.create({ data: { ...own, version: 1, digest: '0', readAt: NOW } });
    const { id: question } = await tx.askedQuestion.create({
      data: {
        ...own,
        identityId: uuids.next(),
        conversationId: uuids.next(),
        at: NOW,
        text: 'How?',
        language: 'en',
        outcome: 'answer',
        confidence: 1,
      },
    });
    await tx.feedback.create({
      data: { ...own, identityId: uuids.next(), rating: 5, questionId: question, agentId: member },
    });
    await tx.gapSubscription.create({ data: { ...own, memberId: member, sentFor: NOW } });
    await tx.knowledgeDraft.create({
      data: {
        ...own,
        createdAt: NOW,
        createdById: member,
        language: 'en',
        title: 'Reset',
        body: 'Hold it.',
      },
    });
    const { id: requesterId } = await tx.externalIdentity.findFirstOrThrow();
    const { id: ticket } = await tx.ticket.create({
      data: {
        ...own,
        accountId: account,
        contactId: contact,
        number: 1,
        subject: 'No charge',
        language: 'en',
        requesterId,
        requesterName: 'Li',
        assigneeId: member,
        firstReplyDueAt: NOW,
        resolutionDueAt: NOW,
        provider: 'console',
        conversationKey: 'dm/li',
        replyTo: {},
        direct: true,
        lastMessageAt: NOW,
      },
    });
    await tx.ticketMessage.create({
      data: { ...own, ticketId: ticket, kind: 'customer', author: 'Li', text: 'Help', at: NOW },
    });
    await tx.supportSettings.create({
      data: {
        ...own,
        workingDays: '1',
        opensAt: '09:00',
        closesAt: '17:00',
        urgentFirstReply: 1,
        urgentResolution: 2,
        highFirstReply: 1,
        highResolution: 2,
        normalFirstReply: 1,
        normalResolution: 2,
        lowFirstReply: 1,
        lowResolution: 2,
      },
    });
    await tx.numberSequence.create({ data: { ...own, entity: 'deal', last: 1 } });
    const chat = { ...own, provider: 'console' as const };
    const { id: conversation } = await tx.conversation.create({
      data: { ...chat, key: 'dm/dana', updatedAt: NOW },
    });
    await tx.walkthrough.create({
      data: {
        ...own,
        conversationId: conversation,
        identityId: uuids.next(),
        questionId: question,
        title: 'Reset',
        source: 'Reset (en/reset.md)',
        audience: 'customer',
        steps: [],
        position: 0,
        expiresAt: NOW,
      },
    });
    await tx.pendingAction.create({
      data: {
        ...own,
        conversationId: conversation,
        identityId: uuids.next(),
        kind: 'confirm',
        question: {},
        expiresAt: NOW,
      },
    });
    await tx.inboundEvent.create({
      data: {
        ...chat,
        eventKey: 'e1',
        conversationKey: 'dm/dana',
        message: {},
        status: 'done',
        receivedAt: NOW,
      },
    });
    await tx.outboundMessage.create({
      data: {
        ...chat,
        conversationKey: 'dm/dana',
        replyTo: {},
        reply: {},
        status: 'sent',
        availableAt: NOW,
      },
    });
    const { id: changeSet } = await tx.changeSet.create({
      data: { ...own, actorId: member, origin: 'chat', commands: [], at: NOW },
    });
    await tx.change.create({
      data: {
        ...own,
        changeSetId: changeSet,
        position: 0,
        entity: 'deal',
        recordId: deal,
        label: 'Acme',
        operation: 'create',
        before: {},
        after: {},
      },
    });
    const { id: exportId } = await tx.exportJob.create({
      data: {
        ...own,
        createdAt: NOW,
        actorId: member,
        conversationId: conversation,
        kind: 'deals',
        format: 'csv',
        filter: {},
        scope: 'all',
        total: 1,
        tell: {},
      },
    });
    await tx.exportPart.create({
      data: { ...own, exportId, position: 1, content: new Uint8Array([65]) },
    });
    await tx.pipelineSnapshot.create({
      data: {
        ...own,
        takenOn: NOW,
        dealId: deal,
        pipelineId: pipeline,
        stageId: stage,
        ownerId: member,
        createdOn: NOW,
        stageEnteredOn: NOW,
        stagePosition: 0,
        category: 'pipeline',
        probability: 0.1,
        activities7: 0,
        activities28: 0,
        contacts: 0,
        pushes: 0,
        amountChanges: 0,
        accountWonBefore: 0,
        nextStep: false,
      },
    });
    await tx.snapshotDay.create({ data: { ...own, takenOn: NOW, completedAt: NOW } });
    await tx.quota.create({
      data: {
        ...own,
        name: 'Test company',
        startsOn: NOW,
        endsOn: NOW,
        amount: '1',
        currency: 'USD',
      },
    });
    await tx.forecastModel.create({
      data: {
        ...own,
        number: 1,
        name: 'Model 1',
        kind: 'base-rate',
        windowStart: NOW,
        windowEnd: NOW,
        closedDeals: 0,
        seed: 1,
        metrics: {},
        content: new Uint8Array([65]),
        trainedAt: NOW,
        inService: true,
      },
    });
    await tx.forecastTraining.create({
      data: { ...own, createdAt: NOW, actorId: member, tell: {} },
    });
    await tx.forecastSubscription.create({
      data: { ...own, memberId: member, kind: 'weekly', sentFor: NOW },
    });
    return { member, account, contact, deal, pipeline, stage, conversation, changeSet };
  });
  return { ...company, ids };
}
