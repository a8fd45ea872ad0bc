import { describeError, type ErrorCode } from '../domain/errors';
import { may, role } from './installation';

/** Why a file of the library could not be read: that it can be downloaded all the same is said where the role may. */
export function describeFailure(code: ErrorCode): string {
  return describeError(code, may('download') && role.value.originals);
}
