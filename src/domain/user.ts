/** Who uses this browser: shown to others in what is shared, and decides what is offered. */
export interface UserProfile {
  name: string;
  email: string;
  /** Id of a role of the installation; empty for its first. */
  role: string;
}
