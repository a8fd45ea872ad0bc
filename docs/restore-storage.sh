#!/bin/bash
# A whole library out of a copy of its storage, without Satchel: age, gunzip, jq, sort, awk, sha256sum. Makes a BagIt bag (RFC 8493).
# restore-storage.sh STORAGE-FOLDER IDENTITY-FILE BAG-FOLDER
# Where the library is not encrypted, IDENTITY-FILE is not looked at. The format: storage-format.md.
set -euo pipefail
export LC_ALL=C
storage=$1 identity=$2 bag=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ "$(jq -r .encryption "$storage/library")" = age ]; then
  bytes() { age -d -i "$identity" "$1"; }
else
  bytes() { cat "$1"; }
fi
open() { bytes "$1" | gunzip; }
mkdir -p "$bag/data"

# The newest state, if there is one: a line a cell, "table id cell", stamp, value. Ids that went for good.
state=$(find "$storage/state" -maxdepth 1 -type f 2>/dev/null | sort | tail -1)
: > "$work/cells"
: > "$work/gone"
echo '{}' > "$work/covers"
if [ -n "$state" ]; then
  open "$state" > "$work/manifest"
  head -1 "$work/manifest" | jq -c .covers > "$work/covers"
  head -1 "$work/manifest" | jq -r '.gone[][0]' >> "$work/gone"
  tail -n +2 "$work/manifest" | jq -r .name | while read -r name; do
    open "$storage/state/part/$name" |
      jq -r '. as [$t,$id,$s,$c,$o] | $c | to_entries[] | [$t+" "+$id+" "+.key, (($o//{})[.key] // $s), (.value|tojson)] | @tsv' >> "$work/cells"
  done
fi

# What was done since then, by device.
for folder in "$storage"/log/*; do
  [ -d "$folder" ] || continue
  device=$(basename "$folder")
  from=$(jq -r --arg d "$device" '.[$d] // 0' "$work/covers")
  for log in "$folder"/*; do
    [ "$((10#$(basename "$log")))" -gt "$from" ] || continue
    open "$log" | tail -n +2 > "$work/log"
    jq -r '.gone[]' "$work/log" >> "$work/gone"
    jq -r '.t as $t | .set | to_entries[] | .key as $table | .value | to_entries[] | .key as $id | .value | to_entries[] | [$table+" "+$id+" "+.key, $t, (.value|tojson)] | @tsv' "$work/log" >> "$work/cells"
  done
done

# Of every cell the latest; of them the rows that are there.
sort -t$'\t' -k1,1 -k2,2 "$work/cells" |
  awk -F'\t' '{ if ($1 != k && NR > 1) print line; k = $1; line = $0 } END { if (NR) print line }' > "$work/last"
jq -Rnc --rawfile gone "$work/gone" '
  def cell: split("\t") | .[0] |= (gsub("\\\\t";"\t") | gsub("\\\\n";"\n") | gsub("\\\\r";"\r") | gsub("\\\\\\\\";"\\")) | .[2] |= (gsub("\\\\\\\\";"\\") | fromjson);
  ($gone | split("\n") | map({(.): true}) | add // {}) as $away
  | reduce (inputs | cell | {k: (.[0]|split(" ")), v: .[2]}) as $c ({}; .[$c.k[0]][$c.k[1]][$c.k[2:]|join(" ")] = $c.v)
  | to_entries[] | .key as $t | .value | to_entries[] | select(.value.x != 1 and ($away[.key] | not)) | {table: $t, id: .key} + .value' \
  < "$work/last" > "$bag/library.jsonl"

# The originals, each proven.
jq -r 'select(.table=="blobs") | [.id,.at,.pieces]|@tsv' "$bag/library.jsonl" > "$work/blobs"
: > "$bag/manifest-sha256.txt"
jq -r 'select(.table=="versions") | [.blobHash,.id,(.fileName|gsub("[/\\\\\n\r\t]";"_"))]|@tsv' "$bag/library.jsonl" |
  while IFS=$'\t' read -r hash id file; do
    read -r at pieces < <(awk -F'\t' -v h="$hash" '$1==h {print $2, $3}' "$work/blobs") || { echo "not there: $file" >&2; continue; }
    mkdir -p "$bag/data/$id"
    for ((i = 0; i < pieces; i++)); do bytes "$storage/blobs/$at/$(printf %04d "$i")"; done > "$bag/data/$id/$file"
    echo "$hash  data/$id/$file" >> "$bag/manifest-sha256.txt"
  done
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' > "$bag/bagit.txt"
cd "$bag"
[ ! -s manifest-sha256.txt ] || sha256sum --quiet -c manifest-sha256.txt
sha256sum bagit.txt manifest-sha256.txt library.jsonl > tagmanifest-sha256.txt
echo "$(wc -l < library.jsonl) rows, $(wc -l < manifest-sha256.txt) files, every hash right"
