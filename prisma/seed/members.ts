import type { Locale, Role } from '../../src/generated/prisma/client.ts';
import type { Calendar } from './calendar.ts';

type MemberRow = {
  name: string;
  mailbox: string;
  role: Role;
  team?: 'East' | 'Asia';
  manager?: string;
  locale?: Locale;
  timeZone?: string;
};

const IN_CHINA = { locale: 'zh', timeZone: 'Asia/Shanghai' } as const;
const IN_EAST = { role: 'rep', team: 'East', manager: 'Maya Patel' } as const;
const IN_ASIA = { role: 'rep', team: 'Asia', manager: 'Chen Wei 陈伟', ...IN_CHINA } as const;

/** Who has no language or time zone of his own goes by the organization's. */
const MEMBERS = [
  { name: 'Alex Kim', mailbox: 'alex.kim', role: 'admin' },
  {
    name: 'Maya Patel',
    mailbox: 'maya.patel',
    role: 'manager',
    team: 'East',
    manager: 'Alex Kim',
  },
  {
    name: 'Chen Wei 陈伟',
    mailbox: 'wei.chen',
    role: 'manager',
    team: 'Asia',
    manager: 'Alex Kim',
    ...IN_CHINA,
  },
  { name: 'Dana Ruiz', mailbox: 'dana.ruiz', ...IN_EAST },
  { name: 'Bob Lee', mailbox: 'bob.lee', ...IN_EAST },
  { name: 'Sara Novak', mailbox: 'sara.novak', ...IN_EAST },
  { name: '王芳', mailbox: 'fang.wang', ...IN_ASIA },
  { name: '李强', mailbox: 'qiang.li', ...IN_ASIA },
  { name: '小王', mailbox: 'xiao.wang', ...IN_ASIA },
  { name: 'Sam Okafor', mailbox: 'sam.okafor', role: 'support', manager: 'Alex Kim' },
  { name: '林薇', mailbox: 'wei.lin', role: 'support', manager: 'Alex Kim', ...IN_CHINA },
  { name: 'Vera Lind', mailbox: 'vera.lind', role: 'viewer', manager: 'Alex Kim' },
] as const satisfies readonly MemberRow[];

export type MemberName = (typeof MEMBERS)[number]['name'];

export const TEAMS = ['East', 'Asia'] as const;

export const MAIL_DOMAIN = 'northwind-robotics.example';

/** The members with every optional part spelled out. */
export const members: readonly (MemberRow & { name: MemberName })[] = MEMBERS;

export function zoneOf(name: MemberName, calendar: Calendar): string {
  return members.find((member) => member.name === name)?.timeZone ?? calendar.timeZone;
}

/** Everybody who sells in the same team, managers left out; nobody for a member without a team. */
export function repsBeside(name: MemberName): MemberName[] {
  const team = members.find((member) => member.name === name)?.team;
  return members
    .filter((member) => member.role === 'rep' && member.team === team)
    .map((member) => member.name);
}
