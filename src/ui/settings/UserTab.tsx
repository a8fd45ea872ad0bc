import { UNKNOWN_ROLE } from '../../domain/access';
import type { UserProfile } from '../../domain/user';
import { installation, role, saveUserProfile, userProfile } from '../../state/installation';
import './settings.css';

/** Settings → Profile: who uses this browser. */
export function UserTab() {
  const profile = userProfile.value;
  // Kept while it is typed: a field that is drawn anew when its neighbour is saved must not lose what stands in it.
  const set = (change: Partial<UserProfile>) => void saveUserProfile({ ...userProfile.peek(), ...change });
  const { roles } = installation.value;
  return (
    <>
      <label class="setting">
        <span class="setting-label">Name</span>
        <input
          class="text-field"
          type="text"
          autoComplete="name"
          maxLength={200}
          value={profile.name}
          onInput={(event) => set({ name: event.currentTarget.value })}
          onChange={(event) => set({ name: event.currentTarget.value.trim() })}
        />
      </label>
      <label class="setting">
        <span class="setting-label">E-mail</span>
        <input
          class="text-field"
          type="email"
          autoComplete="email"
          maxLength={320}
          value={profile.email}
          onInput={(event) => set({ email: event.currentTarget.value })}
          onChange={(event) => set({ email: event.currentTarget.value.trim() })}
        />
      </label>
      <label class="setting">
        <span class="setting-label">Role</span>
        <select
          class="select"
          value={role.value.id}
          disabled={role.value === UNKNOWN_ROLE}
          onChange={(event) => set({ role: event.currentTarget.value })}
        >
          {roles.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <p class="setting-help">
        The role decides which commands and export profiles are offered. It shapes what is shown; it is no lock.
      </p>
    </>
  );
}
