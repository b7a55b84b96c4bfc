/** Under its root: whoever seals again with one note more writes beside, never over. */
export function dayIndexKey({ day, root }: { readonly day: string; readonly root: string }): string {
  return `log/${day}/${root}/index.json`;
}

export function dayPageKey({ day, root }: { readonly day: string; readonly root: string }, page: number): string {
  return `log/${day}/${root}/${String(page).padStart(6, '0')}.json`;
}
