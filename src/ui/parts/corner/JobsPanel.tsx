import { Button, IconButton } from '../../../kit/Button';
import { Icon } from '../../../kit/Icon';
import { dismissJob, type Job, jobs } from '../../../state/jobs';
import { jobsOpen } from '../../../state/preferences';
import { plural } from '../../../text/format';
import './jobs.css';

/** Region "Jobs": what goes on while the person does something else. What is done is a line, until it is put away. */
export function JobsPanel() {
  const list = jobs.value;
  if (list.length === 0) return null;
  const open =
    jobsOpen.value === '' ? !isNarrow() || list.some((job) => job.status !== 'done') : jobsOpen.value === 'open';
  const ended = list.filter((job) => job.status !== 'running');
  return (
    <section class="jobs" aria-label="Jobs">
      <div class="jobs-top">
        <button
          type="button"
          class="jobs-head"
          aria-expanded={open}
          onClick={() => (jobsOpen.value = open ? 'closed' : 'open')}
        >
          <strong>Jobs</strong>
          {!open && <span class="job-detail">{summary(list)}</span>}
          <span class="grow" />
          <Icon name={open ? 'chevron-down' : 'chevron-up'} />
        </button>
        {ended.length > 1 && (
          <Button
            look="quiet"
            onClick={() => {
              for (const { id } of ended) dismissJob(id);
            }}
          >
            Dismiss all
          </Button>
        )}
        {ended.length === 1 && !open && ended.map((job) => <Dismiss key={job.id} job={job} />)}
      </div>
      {open && (
        <ul class="jobs-list">
          {list.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** On a phone what is done takes one line, whatever there is of it. */
const isNarrow = () => matchMedia('(max-width: 639px)').matches;

function summary(list: readonly Job[]): string {
  const running = list.filter((job) => job.status === 'running');
  if (running.length > 0) return `${running.length} running, ${Math.floor(average(running) * 100)} %`;
  const failed = list.filter((job) => job.status === 'failed').length;
  if (failed > 0) return `${plural(failed, 'job')} failed`;
  return list.length === 1 ? `${list[0]?.name}: done` : `${plural(list.length, 'job')} done`;
}

function average(running: readonly Job[]): number {
  return running.reduce((sum, job) => sum + (job.total > 0 ? job.done / job.total : 0), 0) / running.length;
}

function Dismiss({ job }: { job: Job }) {
  return <IconButton icon="close" label={`Dismiss ${job.name}`} onClick={() => dismissJob(job.id)} />;
}

function JobRow({ job }: { job: Job }) {
  const known = job.status !== 'running' || job.total > 0;
  const done = job.status === 'done';
  return (
    <li class={`job ${job.status}`}>
      <div class="job-line">
        {done && (
          <span class="job-good">
            <Icon name="check" />
          </span>
        )}
        <span class="job-name" title={job.name}>
          {job.name}
        </span>
        <span class="job-detail">{job.detail}</span>
        {job.status !== 'running' && !done && <Dismiss job={job} />}
      </div>
      <progress
        class={job.status === 'failed' ? 'failed' : done ? 'visually-hidden' : ''}
        aria-label={job.name}
        {...(known ? { max: Math.max(1, job.total), value: done ? Math.max(1, job.total) : job.done } : {})}
      />
      <div class="job-actions">
        {job.open && (
          <Button look="quiet" onClick={job.open}>
            Show
          </Button>
        )}
        {job.cancel && (
          <Button look="quiet" onClick={job.cancel}>
            Cancel
          </Button>
        )}
        {job.retry && (
          <Button look="quiet" icon="retry" onClick={job.retry}>
            Retry
          </Button>
        )}
        {job.save && (
          <Button look="quiet" icon="save" onClick={job.save}>
            Save
          </Button>
        )}
      </div>
      {done && <Dismiss job={job} />}
    </li>
  );
}
