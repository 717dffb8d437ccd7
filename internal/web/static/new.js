// Shows only the fields that go with what is begun.
const form = document.getElementById('ny')

function show () {
  const kind = new FormData(form).get('slag')
  for (const field of form.querySelectorAll('[data-for]')) field.hidden = !field.dataset.for.split(' ').includes(kind)
}
form.addEventListener('change', show)
show()
