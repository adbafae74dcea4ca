#include "widgets/panels/training/training_map.h"

#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/units.h"
#include "widgets/panels/training/map_plot.h"
#include "widgets/work/training/error_map_study.h"
#include "widgets/work/training/pipeline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <limits>

namespace mbtr::gui {

TrainingMap::TrainingMap(Session* session, Pipeline* pipeline, ErrorMapStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_pipeline(pipeline)
    , m_study(study)
    , m_plot(new MapPlot(this))
    , m_button(makeButton("mapButton", {},
                          tr("Tries 10 lengths x 10 lambdas around those of the form, on at most 2000 of the structures that "
                             "train; one in five of them is held out"),
                          this))
    , m_text(new QLabel(this))
{
    setObjectName("trainingMap");
    m_plot->setObjectName("errorMap");
    m_plot->setAccessibleName(tr("Error over length and lambda"));
    m_button->setAccessibleName(tr("Compute or stop the map"));
    m_text->setObjectName("mapText");
    m_text->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 6, 8, 2);
    top->addWidget(m_button);
    top->addWidget(m_text, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_plot, 1);
    layout->addStretch(0); // holds the text at the top while there is no plot
    connect(m_button, &QPushButton::clicked, this, [this] { m_study->isRunning() ? m_study->cancel() : m_study->start(); });
    connect(m_plot, &MapPlot::cellClicked, this, &TrainingMap::choose);
    connect(study, &ErrorMapStudy::changed, this, &TrainingMap::showMap);
    connect(study, &ErrorMapStudy::progressed, this, &TrainingMap::showMap);
    showMap();
}

void TrainingMap::showMap()
{
    const auto points = m_study->points();
    std::vector<double> errors(m_study->lengths().size() * m_study->lambdas().size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < points.size() && i < errors.size(); ++i)
        errors[i] = points[i].rmse;
    m_plot->setVisible(!m_study->isEmpty());
    if (!m_study->isEmpty())
        m_plot->setErrors(m_study->lengths(), m_study->lambdas(), errors, prettyUnit(m_study->unit()));
    m_button->setText(m_study->isRunning() ? tr("Stop") : tr("Compute map"));
    m_text->setText(
        m_study->problem().isEmpty()
            ? tr("The validation set is not looked at: one in five of the training structures is held out for these errors. "
                 "Click a cell to train with it.")
                + bestText()
            : m_study->problem());
}

QString TrainingMap::bestText() const
{
    const auto points = m_study->points();
    if (points.empty())
        return {};
    const SearchPoint best = *std::ranges::min_element(points, {}, &SearchPoint::rmse);
    const QString length = m_study->kernel() == "linear" ? QString() : tr("length 2^%1, ").arg(best.log2Length, 0, 'g', 4);
    return tr(" Best of %1: %2lambda 2^%3, RMSE %4%5")
        .arg(points.size())
        .arg(length)
        .arg(best.log2Lambda, 0, 'g', 4)
        .arg(best.rmse, 0, 'g', 4)
        .arg(afterNumber(m_study->unit()));
}

void TrainingMap::choose(int row, int column)
{
    TrainingSettings settings = m_session->trainingSettings();
    settings.kernel = makeKernel(m_study->kernel(), m_study->lengths()[static_cast<std::size_t>(row)]);
    settings.lambda = m_study->lambdas()[static_cast<std::size_t>(column)];
    m_session->changeTrainingSettings(settings, tr("Choose length and lambda"));
    m_pipeline->train();
}

} // namespace mbtr::gui

#include "moc_training_map.cpp"
