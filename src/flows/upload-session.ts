import { type Signal, signal } from '@preact/signals';
import type { Intake, Resume } from '../intake/intake';
import { createIntake } from '../intake/pipeline';
import { keepEdits } from '../library/finish-upload';
import { allFields } from '../state/installation';
import { addJob, type JobHandle, throttled } from '../state/jobs';
import { library } from '../state/library';
import { plural } from '../text/format';
import { editsOf, type Given, givenOf } from './given';
import { tally, troubles } from './upload-tally';

export type { IntakeRow } from '../intake/intake';
export type { SaidBeside } from '../intake/said-beside';

/** An upload as this tab works on it. */
export interface UploadSession {
  intake: Intake;
  revision: ReturnType<typeof signal<number>>;
  job: JobHandle | null;
  /** While folders are being walked. */
  collecting: ReturnType<typeof signal<boolean>>;
  systemFiles: number;
  unreadable: string[];
  show: () => void;
  stop: () => void;
  /** Whether it was cancelled: nothing of it goes on in Jobs. */
  stopped: boolean;
  /** While "Finish" is being written. */
  finishing: boolean;
  /** What is given to all files, and to single ones by their index; kept when "Finish" is pressed. */
  given: Signal<Given>;
}

interface StartOptions {
  /** Opens dialog "Upload" with it. */
  show: (session: UploadSession) => void;
  stop: (session: UploadSession) => Promise<void>;
  resume?: Resume;
  origin?: 'sample';
}

/** Begins an upload, or goes on with an earlier one. */
export function startSession({ show, stop, ...options }: StartOptions): UploadSession {
  const revision = signal(0);
  const refresh = throttled(() => {
    revision.value++;
    report(session);
  });
  const session: UploadSession = {
    intake: createIntake(library(), { onChange: refresh, fields: () => allFields.peek(), ...options }),
    revision,
    job: null,
    collecting: signal(false),
    systemFiles: 0,
    unreadable: [],
    show: () => show(session),
    stop: () => void stop(session),
    stopped: false,
    finishing: false,
    given: signal(givenOf(options.resume?.edits)),
  };
  keepGiven(session);
  return session;
}

const KEEP_AFTER_MS = 500;

/** What is given is kept with the upload as it is typed: a page that is left, or dies, takes no words with it. */
function keepGiven({ intake, given }: UploadSession): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let kept = given.peek();
  given.subscribe((now) => {
    clearTimeout(waiting);
    if (now === kept) return;
    waiting = setTimeout(() => {
      const { uploadId, finished } = intake;
      if (!uploadId || finished) return;
      kept = now;
      void keepEdits(library(), uploadId, editsOf(now)).catch(() => {});
    }, KEEP_AFTER_MS);
  });
}

/** Keeps the row in Jobs in step with an upload. */
export function report(session: UploadSession): void {
  const { intake } = session;
  const count = tally(intake.rows);
  if (count.total === 0 || session.stopped) return;
  const detail =
    count.failed > 0
      ? troubles(intake.rows).join(', ')
      : `${(count.total - count.waiting).toLocaleString()} of ${count.total.toLocaleString()}`;
  const change = {
    name: `Upload of ${plural(count.total, 'file')}`,
    done: count.total - count.waiting,
    total: count.total,
    detail,
    status: intake.running ? ('running' as const) : ('done' as const),
    cancel: intake.running ? session.stop : null,
    open: session.show,
  };
  if (!session.job) session.job = addJob(change);
  else session.job.update(change);
  if (!intake.running && count.failed === 0) {
    session.job.remove();
    session.job = null;
  }
}
