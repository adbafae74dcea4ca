#include "widgets/panels/dataset/property_menu.h"

#include "core/base/error.h"
#include "core/base/units.h"
#include "core/dataset/property.h"
#include "widgets/document/session.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"

#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>

namespace mbtr::gui {

namespace {

void add(Session* session, DatasetEdit edit, const QString& what)
{
    auto edits = session->dataSettings().edits;
    edits.push_back(std::move(edit));
    session->changeEdits(edits, what);
}

void askUnit(Session* session, const std::string& name, const std::string& unit, QWidget* parent)
{
    QStringList units = suggestedUnits();
    const QString before = QString::fromStdString(unit);
    if (!before.isEmpty() && !units.contains(before))
        units.prepend(before);
    bool chosen = false;
    const QString text = QInputDialog::getItem(parent, tr("Unit of %1").arg(QString::fromStdString(name)),
                                               tr("Unit that the numbers of %1 are in:").arg(QString::fromStdString(name)), units,
                                               std::max(0, static_cast<int>(units.indexOf(before))), true, &chosen)
                             .trimmed();
    if (chosen && text.toStdString() != unit)
        add(session, StateUnit {name, text.toStdString()}, tr("State the unit of %1").arg(QString::fromStdString(name)));
}

void askAtomEnergies(Session* session, const std::string& name, const QString& unit, QWidget* parent)
{
    bool chosen = false;
    const QString text = QInputDialog::getText(parent, tr("Energies of atoms"),
                                               tr("Energy of each free atom in %1, such as H=-13.6, C=-1029.5:")
                                                   .arg(unit.isEmpty() ? tr("the unit of the property") : unit),
                                               QLineEdit::Normal, {}, &chosen);
    if (!chosen)
        return;
    try {
        add(session, DeriveAtomization {name, parseAtomEnergies(text.toStdString())}, tr("Derive atomisation energies"));
    } catch (const Error& error) {
        QMessageBox::warning(parent, tr("Energies of atoms"), QString::fromUtf8(error.what()));
    }
}

void addConversions(QMenu* menu, Session* session, const Property& property)
{
    const auto units = unitsLike(property.unit);
    if (units.empty())
        return;
    auto* conversions = menu->addMenu(tr("&Convert to"));
    conversions->setObjectName("convertMenu");
    const bool perAtomValues = property.isPerAtom(); // these have no "/atom"
    for (const std::string_view unit : units) {
        if (unit == property.unit || (perAtomValues && unit.ends_with("/atom")))
            continue;
        auto* action = conversions->addAction(prettyUnit(std::string(unit)));
        action->setObjectName("convertTo:" + QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size())));
        QObject::connect(action, &QAction::triggered, session, [session, name = property.name, unit = std::string(unit)] {
            add(session, ConvertUnit {name, unit}, tr("Convert %1").arg(QString::fromStdString(name)));
        });
    }
}

bool mayBeEnergy(const Property& property)
{
    const auto unit = parseUnit(property.unit);
    return property.isScalar() && (property.unit.empty() || (unit && unit->dimension[0] == 1 && unit->dimension[1] == 0));
}

} // namespace

QStringList suggestedUnits()
{
    return {"eV",          "meV",          "kcal/mol",    "kJ/mol",       "Hartree",  "eV/atom", "meV/atom", "kcal/mol/atom",
            "kJ/mol/atom", "Hartree/atom", "eV/angstrom", "Hartree/bohr", "angstrom", "bohr",    "D",        "GPa"};
}

void fillPropertyMenu(QMenu* menu, Session* session, const Property& property)
{
    if (!std::holds_alternative<StructureNumbers>(property.values) && !std::holds_alternative<AtomNumbers>(property.values))
        return;
    const std::string name = property.name, unit = property.unit;
    QWidget* parent = menu->parentWidget();
    auto* state = menu->addAction(unit.empty() ? tr("State the &unit…") : tr("State another &unit…"), session,
                                  [=] { askUnit(session, name, unit, parent); });
    state->setObjectName("stateUnitAction");
    addConversions(menu, session, property);
    if (!mayBeEnergy(property))
        return;
    menu->addSeparator();
    auto* fit = menu->addAction(tr("Atomisation energies by &fit"), session, [=] {
        add(session, DeriveAtomization {name, {}}, tr("Derive atomisation energies"));
    });
    fit->setObjectName("fitAtomizationAction");
    fit->setToolTip(tr("Subtracts the energies of atoms that fit these totals best, one a chemical element (least squares)"));
    auto* given = menu->addAction(tr("Atomisation energies from &atoms…"), session,
                                  [=] { askAtomEnergies(session, name, prettyUnit(unit), parent); });
    given->setObjectName("givenAtomizationAction");
}

} // namespace mbtr::gui
