#include "widgets/panels/structure/measurement_curves.h"

#include "core/dataset/dataset.h"
#include "widgets/document/measurement_list.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/choice_box.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/structure/structure_text.h"
#include "widgets/plots/curve_plot.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

/// Values only: a copy goes into the worker.
struct Question {
    std::shared_ptr<const Dataset> dataset;
    std::map<int, EditedStructure> edits;
    std::vector<Measurement> measurements;
    QStringList names;

    std::vector<Curve> answer(Progress& progress) const
    {
        std::vector<Curve> curves;
        for (const QString& name : names)
            curves.push_back({name, {}, {}});
        for (int frame = 0; frame < dataset->size(); ++frame) {
            progress.throwIfCancelled();
            const auto edit = edits.find(frame);
            const Structure& structure = edit == edits.end() ? dataset->structures[std::size_t(frame)] : *edit->second.structure;
            for (std::size_t m = 0; m < measurements.size(); ++m)
                if (const double value = valueOf(measurements[m], structure); std::isfinite(value)) {
                    curves[m].x.push_back(frame + 1);
                    curves[m].y.push_back(value);
                }
            if (frame % 1000 == 0)
                progress.report(double(frame) / dataset->size(), "measuring");
        }
        return curves;
    }
};

} // namespace

MeasurementCurves::MeasurementCurves(Session* session, Selection* selection, MeasurementList* list, JobList* jobs,
                                     QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_list(list)
    , m_kind(new ChoiceBox(this))
    , m_plot(new CurvePlot(this))
    , m_job(std::make_unique<LatestJob<std::vector<Curve>>>(tr("Measuring all structures")))
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
    layout->addWidget(m_plot, 1);
    jobs->add(m_job.get());
    connect(m_job.get(), &Job::finished, this, [this] {
        m_plot->setCurves(m_job->takeResult());
        m_plot->setStale(false);
    });
    connect(selection, &Selection::structureChanged, this,
            [this](int index) { m_plot->setPlayhead(index >= 0 ? std::optional(index + 1.0) : std::nullopt); });
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

MeasurementCurves::~MeasurementCurves() = default;

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
    Question question {m_session->dataset().value, m_session->edits(), chosen(), {}};
    if (!question.dataset || question.measurements.empty()) {
        m_job->cancel();
        m_plot->setCurves({});
        return;
    }
    for (const Measurement& measurement : question.measurements)
        question.names.append(nameOf(measurement));
    m_plot->setStale(true);
    m_job->start([question](Progress& progress) { return question.answer(progress); });
}

} // namespace mbtr::gui

#include "moc_measurement_curves.cpp"
