import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import type { TeamsActivity } from './activity.ts';
import type { Address } from './address.ts';
import { singleAttemptClient } from './connector-client.ts';

export type TeamsSettings = {
  appId: string;
  /** Null for a managed identity. */
  appPassword: string | null;
  tenantId: string;
  /** New bots are SingleTenant or UserAssignedMSI; MultiTenant ones exist from before August 2025. */
  appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
  /** Another cloud than public Azure. */
  cloud?: TeamsCloud;
};

/** Where a cloud signs bots in, the name under which its Bot Framework gives out tokens, and the keys to check them. */
type TeamsCloud = { loginUrl: string; apiUrl: string; keysUrl: string };

/** What of botbuilder the rest of this folder uses: the only place that would change with its successor. */
export type Connection = {
  /**
   * Authenticates an incoming activity (null: one that could not be read) and then runs `turn`.
   *
   * @returns false without a valid token; then nothing ran.
   */
  receive: (
    authorization: string,
    activity: TeamsActivity | null,
    turn: () => Promise<void>,
  ) => Promise<boolean>;
  /**
   * The conversation that the bot has with the person of an address alone: made, or the one that is there.
   *
   * @throws when the person has not installed the bot for himself.
   */
  alone: (address: Address) => Promise<string>;
  /** Runs something in a conversation that was heard from before. */
  inConversation: <T>(address: Address, work: (turn: TurnContext) => Promise<T>) => Promise<T>;
};

/** `CloudAdapter.process` prints what it refuses and answers with its own words; the step behind it does neither. */
class QuietAdapter extends CloudAdapter {
  async take(
    authorization: string,
    activity: Activity,
    logic: () => Promise<void>,
  ): Promise<boolean> {
    try {
      await this.processActivity(authorization, activity, logic);
      return true;
    } catch (error) {
      if (REFUSALS.has(classOf(error))) return false;
      throw error;
    }
  }
}

/** What botbuilder throws for a missing and for a forged token. It exports neither class. */
const REFUSALS: ReadonlySet<string> = new Set([
  'AuthenticationError',
  'JsonWebTokenError',
  'TokenExpiredError',
  'NotBeforeError',
]);

function classOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return error.name === 'Error' ? error.constructor.name : error.name;
}

/** Whom tokens are for in public Azure; botbuilder does not tell it. */
const PUBLIC_API = 'https://api.botframework.com';

const UNREADABLE = { type: 'unreadable', channelId: 'msteams' };

export function connect(settings: TeamsSettings | null, timeoutMs: number): Connection {
  const adapter = new QuietAdapter(authenticationOf(settings, timeoutMs));
  const appId = settings?.appId ?? '';
  return {
    // Read by our schema, it holds what botbuilder needs of an activity: addresses and a type.
    receive: (authorization, activity, turn) =>
      adapter.take(authorization, (activity ?? UNREADABLE) as unknown as Activity, turn),
    inConversation: async (address, work) => {
      const results: Awaited<ReturnType<typeof work>>[] = [];
      await adapter.continueConversationAsync(appId, referenceOf(address), async (turn) => {
        // The made-up id of the continuation would become the "reply to" of everything sent.
        turn.activity.id = '';
        results.push(await work(turn));
      });
      const [result] = results;
      if (results.length !== 1) throw new Error('the conversation was not continued');
      return result as Awaited<ReturnType<typeof work>>;
    },
    alone: async (address) => {
      const { tenantId } = address.conversation;
      let id = '';
      await adapter.createConversationAsync(
        appId,
        'msteams',
        address.serviceUrl,
        settings?.cloud?.apiUrl ?? PUBLIC_API,
        {
          isGroup: false,
          bot: accountOf(address.bot),
          members: [accountOf(address.person)],
          ...(tenantId !== null && { tenantId }),
          channelData: { tenant: { id: tenantId } },
        },
        async ({ activity }) => {
          id = activity.conversation.id;
        },
      );
      if (id === '') throw new Error('the conversation has no id');
      return id;
    },
  };
}

function authenticationOf(
  settings: TeamsSettings | null,
  timeoutMs: number,
): ConfigurationBotFrameworkAuthentication {
  const credentials = new ConfigurationServiceClientCredentialFactory(
    settings === null
      ? {}
      : {
          MicrosoftAppId: settings.appId,
          MicrosoftAppType: settings.appType,
          MicrosoftAppTenantId: settings.tenantId,
          ...(settings.appPassword === null ? {} : { MicrosoftAppPassword: settings.appPassword }),
        },
  );
  const { cloud } = settings ?? {};
  return new ConfigurationBotFrameworkAuthentication(
    cloud === undefined ? {} : addressesOf(cloud),
    credentials,
    undefined,
    undefined,
    { httpClient: singleAttemptClient(timeoutMs) },
  );
}

/** botbuilder wants all of them or none. */
function addressesOf({ loginUrl, apiUrl, keysUrl }: TeamsCloud) {
  return {
    ToChannelFromBotLoginUrl: loginUrl,
    ToChannelFromBotOAuthScope: apiUrl,
    ToBotFromChannelTokenIssuer: apiUrl,
    OAuthUrl: apiUrl,
    ToBotFromChannelOpenIdMetadataUrl: keysUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: keysUrl,
  };
}

function referenceOf({ serviceUrl, bot, person, conversation }: Address): ConversationReference {
  return {
    channelId: 'msteams',
    serviceUrl,
    bot: accountOf(bot),
    user: accountOf(person),
    conversation: {
      id: conversation.id,
      isGroup: conversation.isGroup,
      name: '',
      conversationType: conversation.conversationType ?? '',
      ...(conversation.tenantId === null ? {} : { tenantId: conversation.tenantId }),
    },
  };
}

function accountOf({ id, name, aadObjectId }: Address['person']) {
  return { id, name: name ?? '', ...(aadObjectId === null ? {} : { aadObjectId }) };
}
