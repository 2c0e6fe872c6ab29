/**
 * What a question of the public may call: everything that computes from its arguments alone. What is not here is refused, so a new version of
 * DuckDB brings nothing in by itself. Never: what reads files, settings, variables, secrets or the catalogue, runs SQL from a text, waits, or draws lots.
 */
const scalar = `
  + - * / // % ** ^ & | << >> ~ || ! !__postfix !~ ~~ !~~ ~~* !~~* ~~~ ^@ @ @> <@ && -> ->> = <> != < > <= >= xor
  abs add divide multiply subtract mod fmod pow power sqrt cbrt exp ln log log2 log10 sign ceil ceiling floor round round_even roundbankers trunc even
  factorial gamma lgamma gcd greatest_common_divisor lcm least_common_multiple greatest least pi radians degrees sin cos tan cot asin acos atan atan2
  sinh cosh tanh asinh acosh atanh isnan isinf isfinite signbit nextafter bit_count bit_length fdiv
  coalesce ifnull nullif if case constant_or_null

  lower lcase upper ucase length len char_length character_length strlen length_grapheme octet_length substring substr substring_grapheme left right
  left_grapheme right_grapheme trim ltrim rtrim lpad rpad repeat replace translate reverse concat concat_ws contains starts_with prefix suffix
  ends_with position strpos instr split string_split str_split string_to_array split_part string_split_regex str_split_regex regexp_split_to_array regexp_split_to_table
  regexp_matches regexp_full_match regexp_replace regexp_extract regexp_extract_all regexp_escape like_escape not_like_escape ilike_escape
  not_ilike_escape ascii unicode ord chr strip_accents nfc_normalize format printf format_bytes formatreadablesize formatreadabledecimalsize md5
  sha1 sha256 hash to_base64 from_base64 base64 hex to_hex unhex from_hex bin to_binary encode decode url_encode url_decode levenshtein editdist3 damerau_levenshtein hamming
  mismatches jaccard jaro_similarity jaro_winkler_similarity bar array_extract to_char initcap overlay

  date_trunc datetrunc date_part datepart extract date_diff datediff date_sub datesub date_add age year month day hour minute second millisecond
  microsecond quarter week weekofyear weekday dayofweek isodow dayofyear dayofmonth decade century millennium era isoyear yearweek epoch epoch_ms
  epoch_us epoch_ns julian last_day days_in_month dayname monthname make_date make_time make_timestamp make_timestamptz strftime strptime try_strptime to_timestamp
  to_days to_weeks to_months to_quarters to_years to_decades to_hours to_minutes to_seconds to_milliseconds to_microseconds time_bucket timezone
  current_date today current_timestamp now get_current_timestamp transaction_timestamp current_localtime current_localtimestamp current_time

  list_value list_pack list_extract list_element list_slice array_slice array_value list_contains list_has array_contains array_has list_position
  list_indexof array_position list_length array_length cardinality list_concat list_cat array_concat array_cat list_append array_append list_prepend
  array_prepend list_sort array_sort list_reverse_sort list_reverse array_reverse list_distinct array_distinct list_unique array_unique list_sum
  list_avg list_min list_max list_count list_median list_first list_last list_aggregate array_aggregate list_aggr list_any_value list_string_agg
  array_to_string list_transform array_transform list_apply apply array_apply list_filter array_filter filter list_reduce array_reduce reduce
  list_zip array_zip list_has_any list_has_all list_intersect flatten list_where list_select list_resize unnest generate_series range
  generate_subscripts struct_pack struct_extract struct_extract_at struct_insert row map map_from_entries map_keys map_values map_entries map_extract
  element_at map_contains json json_extract json_extract_path json_extract_string json_extract_path_text json_value json_type json_valid
  json_array_length json_keys json_structure json_contains json_exists json_object json_array json_quote to_json array_to_json row_to_json json_merge_patch json_pretty
  typeof pg_typeof try_cast cast alias
`

const aggregates = `
  count count_star count_if countif sum sum_no_overflow fsum sumkahan kahan_sum avg mean favg min max median mode product any_value arbitrary first last
  arg_min argmin min_by arg_max argmax max_by bool_and bool_or bit_and bit_or bit_xor string_agg group_concat listagg list array_agg histogram
  histogram_exact quantile quantile_cont quantile_disc percentile_cont percentile_disc approx_count_distinct approx_quantile approx_top_k
  stddev stddev_pop stddev_samp variance var_pop var_samp skewness kurtosis kurtosis_pop entropy mad covar_pop covar_samp corr
  regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy geometric_mean geomean weighted_avg wavg sem
  grouping grouping_id json_group_array json_group_object map_agg
`

const windows = `
  row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value fill
`

const named = (text: string) => new Set(text.split(/\s+/).filter(Boolean))

export const allowedFunctions: ReadonlySet<string> = named(scalar + aggregates + windows)

/** After FROM. Others take the name of a table as a text, or read what is no table of ours. */
export const allowedTableFunctions: ReadonlySet<string> = named('range generate_series unnest')
