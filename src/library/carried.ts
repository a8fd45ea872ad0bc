/** What people set and would miss; the rest is about this browser. */
export const CARRIED_SETTINGS: readonly string[] = ['fields', 'user-profile'];
