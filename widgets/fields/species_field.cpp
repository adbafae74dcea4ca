#include "widgets/fields/species_field.h"

#include "core/chemistry/element.h"
#include "widgets/fields/element_text.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/window_undo.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

QString shown(const SpeciesField::Species& species)
{
    QStringList symbols;
    for (const int z : species.value_or(std::vector<int>()))
        symbols.append(elementText(z));
    return symbols.join(", ");
}

struct Parsed {
    SpeciesField::Species species;
    QString problem;
};

Parsed parse(const QString& text)
{
    static const QRegularExpression separators("[\\s,;]+");
    const QStringList words = text.split(separators, Qt::SkipEmptyParts);
    if (words.isEmpty() || (words.size() == 1 && words[0].compare("auto", Qt::CaseInsensitive) == 0))
        return {};
    std::vector<int> species;
    for (const QString& word : words) {
        const auto z = atomicNumberOf(word.toStdString());
        if (!z)
            return {{}, SpeciesField::tr("'%1' is no element; write symbols such as H, C, O, or auto.").arg(word.left(20))};
        if (std::find(species.begin(), species.end(), *z) != species.end())
            return {{}, SpeciesField::tr("%1 stands twice.").arg(word)};
        species.push_back(*z);
    }
    return {species, {}};
}

} // namespace

SpeciesField::SpeciesField(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_problem(makeProblemLabel(this))
{
    m_edit->setObjectName("species");
    m_edit->setAccessibleName(tr("Elements of the tensor"));
    m_edit->setPlaceholderText(tr("auto: the elements of the data"));
    m_edit->setClearButtonEnabled(true);
    setToolTip(tr("Elements that have blocks in the tensor: symbols such as H, C, O; empty = the elements of the open data"));
    m_edit->setToolTip(toolTip());
    setFocusProxy(m_edit);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addWidget(m_problem);
    new WindowUndo(
        m_edit, [this] { return m_edit->text() != shown(m_species); },
        [this] {
            m_edit->setText(shown(m_species));
            showProblem(m_problem, {});
        });
    connect(m_edit, &QLineEdit::editingFinished, this, &SpeciesField::takeText);
}

void SpeciesField::setSpecies(const Species& species)
{
    if (species == m_species && !m_problem->text().isEmpty())
        return; // what is being typed stays
    m_species = species;
    m_edit->setText(shown(species));
    showProblem(m_problem, {});
}

QString SpeciesField::problem() const
{
    return m_problem->text();
}

void SpeciesField::takeText()
{
    const Parsed parsed = parse(m_edit->text());
    showProblem(m_problem, parsed.problem);
    if (!parsed.problem.isEmpty())
        return;
    m_edit->setText(shown(parsed.species));
    if (parsed.species == m_species)
        return;
    m_species = parsed.species;
    emit speciesChanged(m_species);
}

} // namespace mbtr::gui
