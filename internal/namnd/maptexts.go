package namnd

import "reflect"

// MapTexts returns a copy of a case or a meeting in which f has been put on
// every text, with its path as in EachText, and which shares nothing with the
// original that f could change. Words that must be one of a few, such as an
// uppdrag or an outcome, are left as they are. Cases that a meeting refers to
// are copied too; their paths go on from the field ärende.
func MapTexts[T Case | Meeting](v *T, f func(path, text string) string) *T {
	out := *v
	mapTexts(reflect.ValueOf(&out).Elem(), "", f)
	return &out
}

var caseType = reflect.TypeFor[*Case]()

func mapTexts(v reflect.Value, path string, f func(path, text string) string) {
	switch v.Kind() {
	case reflect.String:
		if _, closed := v.Interface().(interface{ Values() []string }); !closed && v.Len() > 0 {
			v.SetString(f(path, v.String()))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		key := keyField(v.Type().Elem())
		for i := range v.Len() {
			at := rowPath(path, i)
			if key >= 0 {
				at = join(path, v.Index(i).Field(key).String())
			}
			mapTexts(v.Index(i), at, f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			switch word := Word(field); {
			case field.Type == caseType && !v.Field(i).IsNil():
				own := reflect.New(caseType.Elem())
				own.Elem().Set(v.Field(i).Elem())
				v.Field(i).Set(own)
				mapTexts(own.Elem(), join(path, "ärende"), f)
			case word != "":
				mapTexts(v.Field(i), join(path, word), f)
			}
		}
	}
}
