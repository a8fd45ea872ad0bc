import { useState } from 'preact/hooks';
import { Button, IconButton } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { dismissJob, type Job, jobs } from '../../views/jobs';

/** Region "Jobs": what goes on while the person does something else. */
export function JobsPanel() {
  const [open, setOpen] = useState(true);
  const list = jobs.value;
  if (list.length === 0) return null;
  const running = list.filter((job) => job.status === 'running');
  const percent = running.length > 0 ? Math.floor(average(running) * 100) : 100;
  return (
    <section class={`jobs ${open ? 'open' : ''}`} aria-label="Jobs">
      <button type="button" class="jobs-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <strong>Jobs</strong>
        {!open && <span>{running.length > 0 ? `${running.length} running, ${percent} %` : 'Done'}</span>}
        <span class="grow" />
        <Icon name={open ? 'chevron-down' : 'chevron-up'} />
      </button>
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

function average(running: readonly Job[]): number {
  return running.reduce((sum, job) => sum + (job.total > 0 ? job.done / job.total : 0), 0) / running.length;
}

function JobRow({ job }: { job: Job }) {
  const known = job.status !== 'running' || job.total > 0;
  return (
    <li class={`job ${job.status}`}>
      <div class="job-line">
        <span class="job-name">{job.name}</span>
        <span class="job-detail">{job.detail}</span>
        {job.status !== 'running' && (
          <IconButton icon="close" label={`Dismiss ${job.name}`} onClick={() => dismissJob(job.id)} />
        )}
      </div>
      <progress
        class={job.status === 'failed' ? 'failed' : job.status === 'done' ? 'done' : ''}
        aria-label={job.name}
        {...(known
          ? { max: Math.max(1, job.total), value: job.status === 'done' ? Math.max(1, job.total) : job.done }
          : {})}
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
    </li>
  );
}
