package merge

import (
	"slices"
	"strings"
	"unicode"

	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/swedish"
)

// function is one of the closed list that templates may call. What is piped in
// is the last value.
type function struct {
	min, max int    // how many values it takes
	usage    string // an example, for messages and README
	apply    func(r *run, args []value) value
}

func (f function) call(r *run, args []value) value {
	for _, a := range args {
		if a.kind == broken {
			return value{kind: broken}
		}
	}
	return f.apply(r, args)
}

// wrong is a value of a kind that a function cannot take.
func wrong(message string) value { return value{kind: broken, text: message} }

// functions are all functions there are.
var functions map[string]function

var functionNames []string

func init() {
	functions = map[string]function{
		"datum":       {1, 1, "{{ uppgifter.dag | datum }}", dateBy(swedish.Date)},
		"iso":         {1, 1, "{{ datum | iso }}", dateBy(civil.Date.String)},
		"veckodag":    {1, 1, "{{ datum | veckodag }}", dateBy(weekday)},
		"utan_år":     {1, 1, "{{ frister.protokoll | utan_år }}", dateBy(swedish.DayMonth)},
		"årtal":       {1, 1, "{{ datum | årtal }}", dateBy(func(d civil.Date) string { return d.String()[:4] })},
		"kronor":      {1, 1, "{{ uppgifter.summa | kronor }}", amountBy(swedish.Amount.Prose)},
		"siffror":     {1, 1, "{{ .föreslaget | siffror }}", amountBy(swedish.Amount.Table)},
		"summa":       {2, 2, "{{ summa belopp \"föreslaget\" }}", sum},
		"uppräkning":  {1, 1, "{{ dnr | uppräkning }}", inline},
		"punktlista":  {1, 1, "{{ enheter | punktlista }}", inPoints},
		"antal":       {1, 1, "{{ antal enheter }}", func(_ *run, a []value) value { return countValue(a[0].count(), a[0].where()) }},
		"räkneord":    {3, 3, "{{ räkneord enheter \"en enhet\" \"enheter\" }}", countWords},
		"böj":         {3, 3, "{{ böj enheter \"enheten\" \"enheterna\" }}", inflect},
		"flera":       {1, 1, "{{ if flera bilagor }}", func(_ *run, a []value) value { return truthValue(a[0].count() > 1) }},
		"första":      {1, 1, "{{ if inte (första .) }}", func(_ *run, a []value) value { return truthValue(strings.HasSuffix(a[0].where(), "[0]")) }},
		"stor":        {1, 1, "{{ nämnd.namn | stor }}", edit(capital)},
		"liten":       {1, 1, "{{ avdelning | liten }}", edit(small)},
		"länk":        {1, 1, "{{ .epost | länk }}", func(_ *run, a []value) value { a[0].link = true; return a[0] }},
		"med_parti":   {1, 1, "{{ .av | med_parti }}", parties},
		"genitiv":     {1, 1, "{{ .för | genitiv | uppräkning }}", inGenitive},
		"annars":      {2, 2, "{{ .titel | annars \"handläggare\" }}", func(_ *run, a []value) value { return pick(a[1].given(), a[1], a[0]) }},
		"skriv_själv": {1, 1, "{{ skriv_själv \"Redogör för ärendet.\" }}", ownText},
		"lika":        {2, 2, "{{ if lika status \"utkast\" }}", func(_ *run, a []value) value { return truthValue(same(a[0], a[1])) }},
		"olika":       {2, 2, "{{ if olika status \"utkast\" }}", func(_ *run, a []value) value { return truthValue(!same(a[0], a[1])) }},
		"inte":        {1, 1, "{{ if inte bilagor }}", func(_ *run, a []value) value { return truthValue(!a[0].given()) }},
		"och":         {2, 9, "{{ if och bilagor enheter }}", func(_ *run, a []value) value { return truthValue(!slices.ContainsFunc(a, absent)) }},
		"eller":       {2, 9, "{{ if eller bilagor enheter }}", func(_ *run, a []value) value { return truthValue(slices.ContainsFunc(a, value.given)) }},
	}
	for name := range functions {
		functionNames = append(functionNames, name)
	}
	slices.Sort(functionNames)
}

func absent(v value) bool { return !v.given() }

func pick(first bool, a, b value) value {
	if first {
		return a
	}
	return b
}

func same(a, b value) bool { return a.plain().string() == b.plain().string() }

func weekday(d civil.Date) string { return swedish.Weekday(d.Weekday()) + "en den " + swedish.Date(d) }

func dateBy(format func(civil.Date) string) func(*run, []value) value {
	return func(_ *run, a []value) value {
		v := a[0].plain()
		var d civil.Date
		switch v.kind {
		case none:
			return v
		case date:
			d = v.data.Interface().(civil.Date)
		case text:
			var err error
			if d, err = civil.ParseDate(v.text); err != nil {
				return wrong(err.Error())
			}
		default:
			return wrong("värdet är inget datum")
		}
		out := textValue(format(d), v.where())
		out.noun = true
		return out
	}
}

func amountBy(format func(swedish.Amount) string) func(*run, []value) value {
	return func(_ *run, a []value) value {
		v := a[0].plain()
		if v.kind == text {
			sum, err := swedish.ParseAmount(v.text)
			if err != nil {
				return wrong(err.Error())
			}
			v.kind, v.number = amount, int64(sum)
		}
		if v.kind != amount {
			return pick(v.kind == none, v, wrong("värdet är inget belopp"))
		}
		return textValue(format(swedish.Amount(v.number)), v.where())
	}
}

// sum adds a field of the rows of a list.
func sum(_ *run, a []value) value {
	out := value{kind: amount, path: a[0].where()}
	for _, row := range a[0].items {
		f, known, _ := row.field(a[1].text)
		if !known || f.kind != amount {
			return wrong("raderna har inget belopp som heter " + a[1].text)
		}
		out.number += f.number
	}
	return pick(a[0].kind == list, out, pick(a[0].kind == none, a[0], wrong("värdet är ingen lista")))
}

// inline writes a list as A, B och C wherever it stands.
func inline(_ *run, a []value) value {
	v := a[0].plain()
	return pick(v.kind == none, v, textValue(v.string(), v.where()))
}

func inPoints(_ *run, a []value) value {
	v := a[0]
	if v.kind == record {
		v = v.plain()
	}
	if v.kind != list {
		return pick(v.kind == none, v, value{kind: list, items: []value{v}, points: true, path: v.where(), link: v.link})
	}
	v.points = true
	return v
}

func countWords(_ *run, a []value) value {
	v := textValue(swedish.Count(a[0].count(), a[1].text, a[2].text), a[0].where())
	v.noun = true
	return v
}

func inflect(_ *run, a []value) value {
	v := textValue(swedish.Plural(a[0].count(), a[1].text, a[2].text), a[0].where())
	v.noun = true
	return v
}

// small makes the first letter lower case, but not that of an abbreviation.
func small(s string) string {
	runes := []rune(s)
	if len(runes) > 1 && unicode.IsLower(runes[1]) {
		return swedish.Lower(s)
	}
	return s
}

// ownText is a place where the case must write the section.
func ownText(r *run, a []value) value {
	heading := r.out.heading()
	return r.tell(diag.Finding{Rule: "avsnitt-saknas", Message: "avsnittet " + heading + " ska skrivas i ärendet", Path: r.scope.path("avsnitt"),
		Remedy: "skriv ”" + heading + "” under avsnitt: " + a[0].text})
}

func capital(s string) string { return swedish.Capital(s) }

func edit(change func(string) string) func(*run, []value) value {
	return func(_ *run, a []value) value {
		v := a[0].plain()
		out := textValue(change(v.string()), v.where())
		return pick(v.kind == none, v, out)
	}
}

// inGenitive puts a name, or the last of several, in the genitive.
func inGenitive(_ *run, a []value) value {
	v := a[0]
	if v.kind != list {
		return edit(swedish.Genitive)(nil, a)
	}
	v.items = slices.Clone(v.items)
	if last := len(v.items) - 1; last >= 0 {
		v.items[last] = v.items[last].plain()
		v.items[last].text = swedish.Genitive(v.items[last].text)
	}
	return v
}

// parties writes names with the party after each.
func parties(r *run, a []value) value {
	v := a[0]
	if v.kind == record {
		v = v.plain()
	}
	switch v.kind {
	case text:
		v.text = r.scope.withParty(strings.TrimSpace(v.text))
	case list:
		items := make([]value, len(v.items))
		for i, item := range v.items {
			items[i] = item.plain()
			items[i].text = r.scope.withParty(strings.TrimSpace(items[i].text))
		}
		v.items = items
	}
	return v
}
