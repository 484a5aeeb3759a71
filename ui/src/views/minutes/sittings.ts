/** The receptions one can enter or read: of a year or of all years, the latest first, page by page. */
import { computed, ref } from 'vue'
import { LABELS, type ReceptionRow } from '@/bridge/bindings'
import { call } from '@/bridge/call'

/** Rows a page brings. */
export const PAGE = 50
export const ALL_YEARS = 0

/** `接待日，会场，区政务中心三楼`: what kind of sitting and where, as far as it is known. */
export const whereWords = (r: ReceptionRow): string =>
  [LABELS.ReceptionKind[r.kind], LABELS.Venue[r.venue], r.place.trim()].filter(Boolean).join('，')

export function createSittings() {
  const rows = ref<ReceptionRow[] | null>(null)
  const total = ref(0)
  const today = ref('')
  const year = ref(ALL_YEARS)
  const query = ref('')
  const isLoading = ref(false)
  let round = 0

  const of = (state: ReceptionRow['state']) => (rows.value ?? []).filter((r) => r.state === state)
  const planned = computed(() =>
    of('planned').sort((a, b) =>
      `${a.held_on}${a.starts}`.localeCompare(`${b.held_on}${b.starts}`),
    ),
  )
  const groups = computed(() =>
    [
      { label: '进行中', rows: of('running') },
      { label: '今天', rows: planned.value.filter((r) => r.held_on === today.value) },
      {
        label: '已过日期，还没有记录',
        rows: planned.value.filter((r) => r.held_on < today.value),
      },
      { label: '将要举行', rows: planned.value.filter((r) => r.held_on > today.value) },
      { label: '已办', rows: of('held') },
    ].filter((g) => g.rows.length > 0),
  )
  const flat = computed(() => groups.value.flatMap((g) => g.rows))
  const loaded = computed(() => rows.value?.length ?? 0)

  async function page(offset: number) {
    const mine = ++round
    isLoading.value = true
    try {
      const list = await call('list_receptions', {
        ...(year.value === ALL_YEARS ? {} : { year: year.value }),
        query: query.value.trim(),
        limit: PAGE,
        offset,
        is_descending: true,
      })
      if (mine !== round) return
      rows.value = offset === 0 ? list.receptions : [...(rows.value ?? []), ...list.receptions]
      total.value = list.total
    } finally {
      if (mine === round) isLoading.value = false
    }
  }

  return {
    rows,
    total,
    today,
    year,
    query,
    isLoading,
    groups,
    flat,
    loaded,
    /** Reads the first page anew. Throws `CommandError`, as `more`. */
    load: async () => {
      today.value ||= (await call('get_status', {})).today
      await page(0)
    },
    /** Reads the page after those shown. */
    more: () => page(loaded.value),
  }
}
