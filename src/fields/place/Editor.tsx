import { useState } from 'preact/hooks';
import { isPlace, type Place } from '../../domain/field';
import { useUnsaved } from '../../kit/unsaved';
import type { EditorProps } from '../editor';
import '../editors.css';

const NOWHERE: Place = { name: '', latitude: null, longitude: null };

/** A name, and coordinates in degrees; both may be left out. */
export function PlaceEditor({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  const place = isPlace(value) ? value : NOWHERE;
  const [texts, setTexts] = useState({
    name: place.name,
    latitude: place.latitude === null ? '' : String(place.latitude),
    longitude: place.longitude === null ? '' : String(place.longitude),
  });
  // Half a place is no value yet, but it is typed.
  useUnsaved(placeOf(texts) === undefined, [[field.label, Object.values(texts).join('; ')]]);
  const change = (key: keyof typeof texts, text: string) => {
    const next = { ...texts, [key]: text };
    setTexts(next);
    onChange(placeOf(next));
  };
  const input = (key: keyof typeof texts, label: string) => (
    <input
      class="text-field"
      id={key === 'name' ? id : undefined}
      aria-label={key === 'name' ? undefined : `${field.label} ${label.toLowerCase()}`}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      inputMode={key === 'name' ? 'text' : 'decimal'}
      placeholder={label}
      value={texts[key]}
      onInput={(event) => change(key, event.currentTarget.value)}
    />
  );
  return (
    <div class="place-editor">
      {input('name', 'Name')}
      {input('latitude', 'Latitude')}
      {input('longitude', 'Longitude')}
    </div>
  );
}

/** @returns undefined where one coordinate is missing or out of range */
function placeOf({ name, latitude, longitude }: { name: string; latitude: string; longitude: string }) {
  const degrees = [latitude, longitude].map((text) => Number(text.trim().replace(',', '.')));
  if (latitude.trim() === '' && longitude.trim() === '') {
    return name.trim() === '' ? null : { name: name.trim(), latitude: null, longitude: null };
  }
  const [north = Number.NaN, east = Number.NaN] = degrees;
  const complete = latitude.trim() !== '' && longitude.trim() !== '';
  if (!complete || !(Math.abs(north) <= 90) || !(Math.abs(east) <= 180)) return undefined;
  return { name: name.trim(), latitude: north, longitude: east };
}
