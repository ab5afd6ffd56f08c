import { useState } from 'preact/hooks';
import { Code } from '../editor/code';
import { jsonViewer } from '../editor/setup';
import type { Answer } from '../graph/ask';
import { Tabs } from '../shell/tabs';
import { useStore } from '../store';
import { type Run, run } from '../workbench';
import { costText } from './cost';
import { missingParts } from './degraded';
import type { Plan } from './plan';
import { PlanTree } from './plan-tree';

export function AnswerPane() {
  const present = useStore(run);
  const [tab, setTab] = useState('answer');
  const { answer } = present;
  const plan = answer?.body.extensions?.executedPlan as Plan | undefined;
  const tabs = [
    { id: 'answer', title: 'Answer' },
    { id: 'plan', title: 'Plan', disabled: !plan },
  ];
  const shown = plan ? tab : 'answer';
  return (
    <section class="pane answer-pane" aria-label="Answer" aria-busy={present.running}>
      <div class="toolbar">
        <Tabs name="answer" tabs={tabs} chosen={shown} onChoose={setTab} />
        {answer ? <Figures answer={answer} /> : null}
      </div>
      <div class="answer-body" role="tabpanel" id={`answer-${shown}-panel`} aria-labelledby={`answer-${shown}-tab`}>
        {shown === 'plan' && plan ? (
          <div class="scroll">
            <PlanTree plan={plan} />
          </div>
        ) : (
          <Shown run={present} />
        )}
      </div>
    </section>
  );
}

function Shown({ run: { running, answer, fault, name, username } }: { run: Run }) {
  if (fault) return <p class="notice bad">{fault}</p>;
  if (!answer) return <p class="empty">{running ? 'Waiting for the answer …' : 'Run an operation, and its answer stands here.'}</p>;
  const { executedPlan: _, ...extensions } = answer.body.extensions ?? {};
  const { data, errors } = answer.body;
  const shown = {
    ...(errors ? { errors } : {}),
    ...(data === undefined ? {} : { data }),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
  return (
    <>
      <Degraded answer={answer} />
      <Code text={JSON.stringify(shown, null, 2)} extensions={() => jsonViewer('Answer')} />
      <p class="strip quiet asked">
        <span>{name}</span> as {username ?? 'anonymous'}
      </p>
    </>
  );
}

function Degraded({ answer: { body } }: { answer: Answer }) {
  const missing = missingParts(body.errors);
  if (missing.length > 0) {
    const parts = missing.map(({ service, places }) => `${service} (${places === 1 ? 'one place' : `${places} places`})`);
    return (
      <p class="notice warn" role="status">
        <strong>Degraded.</strong> Did not answer: {parts.join(', ')}. The rest is complete.
      </p>
    );
  }
  const [first] = body.errors ?? [];
  if (!first) return null;
  return (
    <p class="notice bad" role="status">
      {first.extensions?.code ? <code>{first.extensions.code}</code> : null} {first.message}
    </p>
  );
}

function Figures({ answer: { status, milliseconds, bytes, body } }: { answer: Answer }) {
  const cost = costText(body.extensions?.cost);
  return (
    <p class="figures" role="status">
      <span class={status < 400 && !body.errors ? 'chip good' : 'chip bad'}>{status}</span>
      <span>{milliseconds.toFixed(0)} ms</span>
      <span>{bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`}</span>
      {cost ? <span title="What the answer has cost, of what was estimated before it ran">{cost}</span> : null}
    </p>
  );
}
