package register

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// compareGolden holds got against a file that a person has read.
func compareGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	file = "testdata/" + file
	if *golden {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("differs from %s; run the test with -golden and read the diff\n%s", file, got)
	}
}

func TestCSVReadsAsItShould(t *testing.T) {
	var all bytes.Buffer
	for _, table := range Build(sample()).Data() {
		fmt.Fprintf(&all, "== %s.csv\n", table.FileName())
		if err := WriteCSV(&all, table, Swedish); err != nil {
			t.Fatal(err)
		}
	}
	compareGolden(t, "sample.csv", all.Bytes())
}

// row1 is a table with one row of text.
func row1(cells ...Cell) Table {
	t := Table{Name: "T", Count: 1, Row: func(int) []Cell { return cells }}
	for i := range cells {
		t.Columns = append(t.Columns, Column{Head: fmt.Sprint("k", i)})
	}
	return t
}

func TestCSVIsNeverAFormula(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+46 8": "'+46 8", "-": "'-", "@A1": "'@A1", "\t=1": "'\t=1", "a=1": "a=1", " =1": `" =1"`,
		`a"b`: `"a""b"`, "a;b": `"a;b"`, "a\nb": "\"a\nb\"", "a,b": "a,b",
	} {
		var out bytes.Buffer
		if err := WriteCSV(&out, row1(Text(in), nil, Link{in, in}), Swedish); err != nil {
			t.Fatal(err)
		}
		if got, want := out.String(), "\uFEFFk0;k1;k2\r\n"+want+";;"+want+"\r\n"; got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestDialects(t *testing.T) {
	table := row1(Sum(-5), Sum(145000_50), Number(7), Day(date("2023-05-11")), Text("a,b;c"))
	for dialect, want := range map[Dialect]string{
		Swedish: "\uFEFFk0;k1;k2;k3;k4\r\n-0,05;145000,50;7;2023-05-11;\"a,b;c\"\r\n",
		Plain:   "k0,k1,k2,k3,k4\r\n-0.05,145000.50,7,2023-05-11,\"a,b;c\"\r\n",
	} {
		var out bytes.Buffer
		if err := WriteCSV(&out, table, dialect); err != nil || out.String() != want {
			t.Errorf("got %q, %v; want %q", out.String(), err, want)
		}
	}
}

func TestJSONReadsAsItShould(t *testing.T) {
	var out bytes.Buffer
	if err := WriteJSON(&out, Build(sample())); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "sample.json", out.Bytes())
	compareGolden(t, "schema.json", Schema())
}

// TestJSONFitsItsSchema checks the part of JSON Schema that the schema uses.
func TestJSONFitsItsSchema(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	for name, entries := range map[string][]Entry{"sample": sample(), "empty": nil} {
		var out bytes.Buffer
		if err := WriteJSON(&out, Build(entries)); err != nil {
			t.Fatal(err)
		}
		var data any
		if err := json.Unmarshal(out.Bytes(), &data); err != nil {
			t.Fatal(err)
		}
		for _, fault := range fits(data, schema, name) {
			t.Error(fault)
		}
	}
	for _, fault := range []string{`{}`, `{"register": {"version": 2, "titel": "", "datum": null}}`, `{"ärenden": 1}`, `{"ärenden": [{"x": 1}]}`} {
		var data any
		if err := json.Unmarshal([]byte(fault), &data); err != nil {
			t.Fatal(err)
		}
		if len(fits(data, schema, fault)) == 0 {
			t.Errorf("%s fits", fault)
		}
	}
}

func fits(v any, schema map[string]any, at string) (faults []string) {
	if want, ok := schema["const"]; ok && want != v {
		faults = append(faults, fmt.Sprintf("%s is %v, not %v", at, v, want))
	}
	if want, ok := schema["type"]; ok && !slices.ContainsFunc(words(want), func(w string) bool { return is(v, w) }) {
		return append(faults, fmt.Sprintf("%s is %v, not %v", at, v, want))
	}
	switch v := v.(type) {
	case []any:
		for i, item := range v {
			faults = append(faults, fits(item, schema["items"].(map[string]any), fmt.Sprintf("%s[%d]", at, i))...)
		}
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		for name, value := range v {
			if known, ok := properties[name].(map[string]any); ok {
				faults = append(faults, fits(value, known, at+"."+name)...)
			} else if other, ok := schema["additionalProperties"].(map[string]any); ok {
				faults = append(faults, fits(value, other, at+"."+name)...)
			} else {
				faults = append(faults, at+"."+name+" is not in the schema")
			}
		}
		for _, name := range words(schema["required"]) {
			if _, ok := v[name]; !ok {
				faults = append(faults, at+"."+name+" is missing")
			}
		}
	}
	return faults
}

func words(v any) (all []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, w := range v {
			all = append(all, w.(string))
		}
	}
	return all
}

func is(v any, kind string) bool {
	switch v := v.(type) {
	case nil:
		return kind == "null"
	case string:
		return kind == "string"
	case float64:
		return kind == "number" || kind == "integer" && v == float64(int(v))
	case []any:
		return kind == "array"
	case map[string]any:
		return kind == "object"
	}
	return false
}

func TestKeysOfJSONDiffer(t *testing.T) {
	for _, table := range Build(sample()).Data() {
		seen := map[string]bool{papersKey: true}
		for _, c := range table.Columns {
			if c.Kind != KindLink && seen[key(c.Head)] {
				t.Errorf("%s: two columns are %s", table.Name, key(c.Head))
			}
			seen[key(c.Head)] = true
		}
		if strings.ToLower(table.Name) != key(table.Name) {
			t.Errorf("the table %s has a name that is no key", table.Name)
		}
	}
}
