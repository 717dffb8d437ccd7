package batch

import (
	"os"
	"reflect"
	"testing"

	"kansli/internal/casefile"
)

// Every value of a case and of a meeting goes into the sum: when one is emptied the
// sum is another.
func TestTheSumIsOfEverything(t *testing.T) {
	reader := casefile.NewReader(os.ReadFile)
	for _, name := range []string{"../../samples/bidrag/arende.yaml", "../../samples/kvalitet-2023/sammantrade.yaml"} {
		file, _ := reader.Read(name)
		whole, emptied := sumOf(file), 0
		if sumOf(file) != whole {
			t.Fatal("two sums of the same")
		}
		var empty func(path string, v reflect.Value)
		empty = func(path string, v reflect.Value) {
			if v.CanSet() && !v.IsZero() {
				kept := reflect.New(v.Type()).Elem()
				kept.Set(v)
				v.SetZero()
				if emptied++; sumOf(file) == whole {
					t.Errorf("%s: %s is not in the sum", name, path)
				}
				v.Set(kept)
			}
			switch v.Kind() {
			case reflect.Pointer:
				if !v.IsNil() {
					empty(path, v.Elem())
				}
			case reflect.Struct:
				for i := range v.NumField() {
					empty(path+"."+v.Type().Field(i).Name, v.Field(i))
				}
			case reflect.Slice:
				for i := range v.Len() {
					empty(path+"[]", v.Index(i))
				}
			}
		}
		empty("", reflect.ValueOf(file.Case))
		empty("", reflect.ValueOf(file.Meeting))
		if emptied < 20 {
			t.Errorf("%s: only %d values were emptied", name, emptied)
		}
	}
}
