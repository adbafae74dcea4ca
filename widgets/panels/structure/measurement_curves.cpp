#include "widgets/panels/structure/measurement_curves.h"

#include "core/chemistry/structure.h"
#include "widgets/document/measurement_list.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/structure_text.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/work/studies/measurement_study.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace mbtr::gui {

MeasurementCurves::MeasurementCurves(Session* session, Selection* selection, MeasurementList* list, MeasurementStudy* study,
                                     QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_list(list)
    , m_study(study)
    , m_kind(new ChoiceBox(this))
    , m_plot(new CurvePlot(this))
    , m_problem(makeProblemLabel(this))
{
    setObjectName("measurementCurves");
    m_kind->setObjectName("curveKind");
    m_kind->setAccessibleName(tr("What is plotted"));
    m_kind->setToolTip(tr("Measurements of one unit go into one plot"));
    m_kind->setChoices({{tr("Distances (\u00c5)"), {}, 0}, {tr("Angles and dihedral angles (\u00b0)"), {}, 1}});
    m_plot->setObjectName("measurementPlot");
    m_plot->setAccessibleName(tr("Measurements along the structures"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_kind, 0, Qt::AlignLeft);
    layout->addWidget(m_problem);
    layout->addWidget(m_plot, 1);
    m_problem->setObjectName("curveProblem");
    connect(study, &MeasurementStudy::changed, this, &MeasurementCurves::showCurves);
    connect(selection, &Selection::structureChanged, this,
            [this](int index) { m_plot->setPlayhead(index >= 0 ? std::optional<double>(numberOf(index)) : std::nullopt); });
    connect(m_kind, &ChoiceBox::chosen, this, &MeasurementCurves::compute);
    connect(list, &MeasurementList::changed, this, [this] {
        if (chosen().empty() && m_list->count() > 0)
            m_kind->setValue(1 - m_kind->value());
        compute();
    });
    connect(session, &Session::structureEdited, this, &MeasurementCurves::compute);
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            compute();
    });
}

void MeasurementCurves::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_plot->setPlayhead(m_selection->structure() >= 0 ? std::optional(m_selection->structure() + 1.0) : std::nullopt);
    compute();
}

std::vector<Measurement> MeasurementCurves::chosen() const
{
    std::vector<Measurement> chosen;
    std::copy_if(m_list->all().begin(), m_list->all().end(), std::back_inserter(chosen),
                 [this](const Measurement& measurement) { return int(measurement.isAngle()) == m_kind->value(); });
    return chosen;
}

QString MeasurementCurves::nameOf(const Measurement& measurement) const
{
    const auto structure = shownStructure(*m_session, *m_selection).structure;
    const int last = *std::max_element(measurement.atoms.begin(), measurement.atoms.end());
    if (structure && last < structure->atomCount())
        return atomChainText(*structure, measurement.atoms);
    QStringList numbers;
    for (const int atom : measurement.atoms)
        numbers.append(QString::number(atom));
    return numbers.join(QChar(0x2013));
}

void MeasurementCurves::compute()
{
    if (!isVisible())
        return;
    m_plot->setAxes({tr("structure"), {}},
                    {m_kind->value() == 0 ? tr("distance") : tr("angle"), m_kind->value() == 0 ? "\u00c5" : "\u00b0"});
    m_study->start(chosen());
}

void MeasurementCurves::showCurves()
{
    m_plot->setStale(m_study->isRunning());
    showProblem(m_problem, m_study->problem());
    if (m_study->isRunning())
        return;
    std::vector<Curve> curves;
    for (const MeasuredSeries& series : m_study->series()) {
        Curve curve {nameOf(series.measurement), {}, series.values};
        for (const int structure : series.structures)
            curve.x.push_back(numberOf(structure));
        curves.push_back(std::move(curve));
    }
    m_plot->setCurves(std::move(curves));
}

} // namespace mbtr::gui

#include "moc_measurement_curves.cpp"
