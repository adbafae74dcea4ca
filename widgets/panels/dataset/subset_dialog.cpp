#include "widgets/panels/dataset/subset_dialog.h"

#include "widgets/document/session.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <algorithm>
#include <limits>

namespace mbtr::gui {

namespace {

QSpinBox* addNumber(QFormLayout* form, const char* name, const QString& label, const QString& toolTip, int least, int most,
                    int value)
{
    auto* box = new QSpinBox;
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setToolTip(toolTip);
    box->setRange(least, most);
    box->setValue(value);
    form->addRow(label, box);
    return box;
}

QString explanation(SubsetDialog::Purpose purpose)
{
    switch (purpose) {
    case SubsetDialog::Purpose::Random:
        return SubsetDialog::tr("Draws structures at random from those that pass the filter.");
    case SubsetDialog::Purpose::Farthest:
        return SubsetDialog::tr(
            "Picks structures one by one, each as different as can be from all picked before, by the distance of a coarse MBTR.");
    case SubsetDialog::Purpose::Duplicates:
        return SubsetDialog::tr(
            "Of structures that agree, the first one stays. Rotation, reflection, translation and order of atoms do not matter.");
    }
    return {};
}

QString titleOf(SubsetDialog::Purpose purpose)
{
    switch (purpose) {
    case SubsetDialog::Purpose::Random:
        return SubsetDialog::tr("Pick at random");
    case SubsetDialog::Purpose::Farthest:
        return SubsetDialog::tr("Pick the most different");
    case SubsetDialog::Purpose::Duplicates:
        return SubsetDialog::tr("Leave out duplicates");
    }
    return {};
}

} // namespace

SubsetDialog::SubsetDialog(Session* session, Purpose purpose, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_purpose(purpose)
{
    setObjectName("subsetDialog");
    setWindowTitle(titleOf(purpose));
    auto* form = new QFormLayout(this);
    auto* text = new QLabel(explanation(purpose));
    text->setWordWrap(true);
    text->setMinimumWidth(360);
    form->addRow(text);
    const SubsetSettings settings = session->dataSettings().subset;
    const int all = session->dataset().value ? session->dataset().value->size() : 1;
    if (purpose == Purpose::Duplicates) {
        m_tolerance = new QDoubleSpinBox;
        m_tolerance->setObjectName("toleranceField");
        m_tolerance->setAccessibleName(tr("Tolerance in angstrom"));
        m_tolerance->setToolTip(tr("Largest difference of the distances between atoms, in Å"));
        m_tolerance->setDecimals(4);
        m_tolerance->setRange(0.0001, 1);
        m_tolerance->setSingleStep(0.01);
        m_tolerance->setSuffix(tr(" Å"));
        m_tolerance->setValue(settings.tolerance > 0 ? settings.tolerance : 0.05);
        form->addRow(tr("&Tolerance"), m_tolerance);
    } else {
        const bool drawn = settings.draw != SubsetSettings::Draw::All;
        m_count = addNumber(form, "countField", tr("&Structures"), tr("How many structures to pick"), 1, std::max(1, all),
                            drawn ? settings.count : std::clamp(all / 10, 1, settings.count));
    }
    if (purpose == Purpose::Random)
        m_seed = addNumber(form, "seedField", tr("S&eed"), tr("The same seed picks the same structures"), 0,
                           std::numeric_limits<int>::max(), static_cast<int>(settings.seed));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &SubsetDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

void SubsetDialog::accept()
{
    SubsetSettings settings = m_session->dataSettings().subset;
    if (m_tolerance)
        settings.tolerance = m_tolerance->value();
    if (m_count) {
        settings.draw = m_purpose == Purpose::Random ? SubsetSettings::Draw::Random : SubsetSettings::Draw::Farthest;
        settings.count = m_count->value();
    }
    if (m_seed)
        settings.seed = static_cast<std::uint64_t>(m_seed->value());
    m_session->changeSubset(settings, windowTitle());
    QDialog::accept();
}

} // namespace mbtr::gui

#include "moc_subset_dialog.cpp"
