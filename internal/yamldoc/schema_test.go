package yamldoc

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestSchema(t *testing.T) {
	got, err := Schema(matter{}, "Ärende")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "testdata/matter.schema.json", string(got))
	var schema map[string]any
	if err := json.Unmarshal(got, &schema); err != nil {
		t.Fatal(err)
	}
	defs := schema["$defs"].(map[string]any)
	used := map[string]bool{}
	walk(schema, func(key string, value any) {
		if name, ok := value.(string); ok && key == "$ref" {
			used[strings.TrimPrefix(name, "#/$defs/")] = true
		}
	})
	for name := range used {
		if defs[name] == nil {
			t.Errorf("%s is referred to but not defined", name)
		}
	}
	for name := range defs {
		if !used[name] {
			t.Errorf("%s is defined but not used", name)
		}
	}
}

func walk(v any, visit func(key string, value any)) {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			visit(key, value)
			walk(value, visit)
		}
	case []any:
		for _, value := range v {
			walk(value, visit)
		}
	}
}

func TestSchemaOfNothing(t *testing.T) {
	if _, err := Schema(1, "x"); err == nil {
		t.Error("an int has a schema")
	}
}
