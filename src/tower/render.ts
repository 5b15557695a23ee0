import { spokenDuration } from '../health/spoken-duration.ts';
import type { AdapterHealth, Check, GatewayHealth, Status } from '../health/status.ts';
import { severity } from '../health/worst.ts';
import { html, Html } from './html.ts';
import { style } from './style.ts';

/** Each status has its own shape and word, so that none rests on colour alone. */
const shapes: Record<Status, Html> = {
  red: html`<path d="M5 0h6l5 5v6l-5 5H5l-5-5V5z" />`,
  orange: html`<path d="M8 1l8 14H0z" />`,
  unknown: html`<path d="M8 1l7 7-7 7-7-7zm0 3L4 8l4 4 4-4z" />`,
  green: html`<circle cx="8" cy="8" r="7" />`,
};

/** Whole, since the content security policy names its hash. */
const styleElement = new Html(`<style>${style}</style>`);

const words: Record<Status, string> = { red: 'Red', orange: 'Orange', unknown: 'Unknown', green: 'Green' };

/** The page as a whole; `refreshS` is how soon the browser asks again. */
export function renderPage(health: GatewayHealth, refreshS: number): string {
  const now = Date.parse(health.at);
  const tiles = health.adapters.toSorted(byUrgency).map((adapter) => tile(adapter, now));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="refresh" content="${refreshS}" />
<title>${words[health.status]} · Control Tower</title>
${styleElement}
</head>
<body>
<header>
<h1>Control Tower</h1>
<p class="headline">${state(health.status)}</p>
<p>${headline(health)}</p>
<p class="faint">as of ${time(health.at)}, again every ${refreshS} s</p>
</header>
<main>
<ul class="tiles">
${tiles}
<li class="tile ${worstOf(health.gateway)}">
<h2>${state(worstOf(health.gateway))} The gateway itself</h2>
${checkList(health.gateway, now)}
</li>
</ul>
</main>
</body>
</html>
`.text;
}

function tile(adapter: AdapterHealth, now: number): Html {
  return html`<li class="tile ${adapter.status}" id="${adapter.adapter}">
<h2>${state(adapter.status)} <span lang="">${adapter.title}</span> <code>${adapter.adapter}</code>
<span class="since faint">${sinceWords(adapter.since, now)}</span></h2>
${checkList(adapter.checks.toSorted(byUrgency), now)}
${adapter.backlog === undefined ? '' : counts(adapter.backlog)}
</li>
`;
}

function checkList(checks: readonly Check[], now: number): Html {
  const rows = checks.map(
    (check) => html`<dt>${state(check.status, check.name.replaceAll('_', ' '))}</dt>
${check.status === 'green' ? html`<dd class="faint">${check.reason}</dd>` : trouble(check, now)}
`,
  );
  return html`<dl>
${rows}</dl>`;
}

/** What is not well also says since when, and shows its newest example. */
function trouble(check: Check, now: number): Html {
  return html`<dd>${check.reason} <span class="more faint">${sinceWords(check.since, now)}${exampleWords(check)}</span></dd>`;
}

function exampleWords({ example }: Check): string {
  if (example === undefined) return '';
  const kind = example.kind === 'success' ? '' : ` ${example.kind},`;
  return `; newest: ${example.operation},${kind} call ${example.callId}`;
}

function counts(backlog: NonNullable<AdapterHealth['backlog']>): Html {
  return html`<dl class="counts">
${count('waiting', backlog.waiting, false)}
${count('dead letters', backlog.failed, true)}
${count('in doubt', backlog.inDoubt, true)}
</dl>`;
}

function count(name: string, value: number, needsPerson: boolean): Html {
  return html`<div><dt>${name}</dt><dd class="${needsPerson && value > 0 ? 'due' : ''}">${value}</dd></div>`;
}

function state(status: Status, name?: string): Html {
  const word = name === undefined ? words[status] : `${name}: ${words[status].toLowerCase()}`;
  const shape = html`<svg viewBox="0 0 16 16" aria-hidden="true">${shapes[status]}</svg>`;
  return html`<span class="state ${status}">${shape}${word}</span>`;
}

function headline({ adapters }: GatewayHealth): string {
  const partners = adapters.length === 1 ? 'partner' : 'partners';
  const tallies = Object.keys(words)
    .map((status) => [status, adapters.filter((adapter) => adapter.status === status).length] as const)
    .filter(([status, number]) => number > 0 || status === 'green')
    .map(([status, number]) => `${number} ${status}`);
  return `${tallies.join(', ')} of ${adapters.length} ${partners}`;
}

function time(at: string): Html {
  return html`<time datetime="${at}">${at.slice(11, 19)} UTC</time>`;
}

function sinceWords(since: string, now: number): Html {
  const sinceMs = now - Date.parse(since);
  const spoken = sinceMs < 1_000 ? 'a moment' : spokenDuration(sinceMs);
  return html`for <time datetime="${since}" title="since ${since}">${spoken}</time>`;
}

function worstOf(checks: readonly Check[]): Status {
  return checks.toSorted(byUrgency)[0]?.status ?? 'unknown';
}

/** The worst first; among equals, what changed last. What is green keeps its place, so that a calm page stays still. */
function byUrgency(a: { status: Status; since: string }, b: { status: Status; since: string }): number {
  if (a.status === 'green' && b.status === 'green') return 0;
  return severity(b.status) - severity(a.status) || b.since.localeCompare(a.since);
}
