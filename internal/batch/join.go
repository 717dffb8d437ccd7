package batch

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"kansli/internal/diag"
)

// Named is a manifest with the name of its file, for findings.
type Named struct {
	Name     string
	Manifest Manifest
}

// Join makes one manifest of those of all parts of a run. Findings say what is
// missing or there twice; the manifest is of what there is.
func Join(parts []Named) (Manifest, []diag.Finding) {
	var findings []diag.Finding
	fault := func(name, rule, message, remedy string) {
		findings = append(findings, diag.Finding{File: name, Rule: rule, Message: message, Remedy: remedy})
	}
	out := Manifest{Common: map[string]common{}, Plan: Outline{Version: version, Failed: []string{}}}
	shards := map[Shard]string{}
	jobs := map[string]Named{}
	files := map[string]string{}
	first := parts[0]
	out.Plan.Jobs, out.Plan.Sum = first.Manifest.Plan.Jobs, first.Manifest.Plan.Sum
	for _, p := range parts {
		plan := p.Manifest.Plan
		if plan.Sum != first.Manifest.Plan.Sum || plan.Shard.N != first.Manifest.Plan.Shard.N {
			fault(p.Name, "olika-körningar", fmt.Sprintf("manifestet hör inte till samma körning som %s", first.Name), "kör alla delar med samma utskick och samma antal delar")
			continue
		}
		if other, twice := shards[plan.Shard]; twice {
			fault(p.Name, "dubbel-del", fmt.Sprintf("del %s finns redan i %s", plan.Shard, other), "ange varje del en gång")
			continue
		}
		shards[plan.Shard] = p.Name
		for _, job := range plan.Failed {
			fault(p.Name, "saknat-jobb", fmt.Sprintf("jobbet %s har inget aktuellt resultat", job), fmt.Sprintf("kör del %s igen", plan.Shard))
		}
		out.Plan.Failed = append(out.Plan.Failed, plan.Failed...)
		maps.Copy(out.Common, p.Manifest.Common)
		out.Differs = append(out.Differs, p.Manifest.Differs...)
		for _, r := range p.Manifest.Results {
			if other, twice := jobs[r.Job]; twice {
				fault(p.Name, "dubbelt-jobb", fmt.Sprintf("jobbet %s finns redan i %s", r.Job, other.Name), "se efter att delarna gjordes med samma utskick")
				continue
			}
			jobs[r.Job] = p
			for _, file := range slices.Sorted(maps.Keys(r.Files)) {
				if other, twice := files[file]; twice {
					fault(p.Name, "samma-utfil", fmt.Sprintf("jobben %s och %s skrev samma fil, %s", other, r.Job, file), "kör om med ett filnamn som skiljer dem åt")
				}
				files[file] = r.Job
			}
			out.Results = append(out.Results, r)
		}
	}
	for i := 1; i <= first.Manifest.Plan.Shard.N; i++ {
		if part := (Shard{i, first.Manifest.Plan.Shard.N}); shards[part] == "" {
			fault("", "del-saknas", fmt.Sprintf("del %s saknas", part), fmt.Sprintf("kör kansli batch med --shard %s, och ange också %s", part, part.ManifestName()))
		}
	}
	slices.Sort(out.Plan.Failed)
	slices.SortFunc(out.Results, func(a, b record) int { return cmp.Compare(a.Job, b.Job) })
	slices.SortFunc(out.Differs, func(a, b difference) int {
		return cmp.Or(cmp.Compare(a.Dispatch, b.Dispatch), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Board, b.Board))
	})
	return out, diag.Sort(findings)
}
