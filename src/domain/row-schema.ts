import * as v from 'valibot';
import { ID_LENGTH } from './ids';

/**
 * What every schema of a row is made with. A row's type and its schema are both written out, since the type has the comments and is
 * read by what must not load valibot; the compiler refuses one that is not exactly the other.
 */

type Schema<Output> = v.GenericSchema<unknown, Output>;
type Gives<Type, S extends Schema<unknown>> = [Type] extends [v.InferOutput<S>] ? unknown : never;

/** An object with these properties and no other; those that may be missing must be named too. */
export const rowSchema =
  <Row extends object>() =>
  <Entries extends { readonly [Key in keyof Row]-?: Schema<Row[Key]> }>(
    entries: Entries & { [Key in keyof Entries]: Key extends keyof Row ? Gives<Row[Key], Entries[Key]> : never },
  ): v.StrictObjectSchema<Entries, undefined> =>
    v.strictObject<Entries>(entries);

/** A schema of a type that is no object: a union, a record, a list. */
export const schemaOf =
  <Type>() =>
  <S extends Schema<Type>>(schema: S & Gives<Type, S>): S =>
    schema;

/** A list that nobody changes. */
export const listOf = <S extends Schema<unknown>>(item: S) => v.pipe(v.array(item), v.readonly());

const matching = <Text extends string>(pattern: RegExp, message: string) =>
  v.custom<Text>((value) => typeof value === 'string' && pattern.test(value), message);

/** An id as `newId` makes it. */
export const idSchema = <Id extends string>() =>
  matching<Id>(new RegExp(`^[0-9a-hjkmnp-tv-z]{${ID_LENGTH}}$`), 'is no id');

/** Two of them, one after the other. */
export const pairOfIdsSchema = <Id extends string>() =>
  matching<Id>(new RegExp(`^[0-9a-hjkmnp-tv-z]{${2 * ID_LENGTH}}$`), 'is no pair of ids');

export const hashSchema = <Hash extends string>() => matching<Hash>(/^[0-9a-f]{64}$/, 'is no SHA-256');

/** Milliseconds since 1970, as the clock said. */
export const timeSchema = v.pipe(v.number(), v.finite());
export const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
