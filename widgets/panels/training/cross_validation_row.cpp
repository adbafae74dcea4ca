#include "widgets/panels/training/cross_validation_row.h"

#include "core/models/learning_curve.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/units.h"
#include "widgets/work/training/cross_validator.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace mbtr::gui {

namespace {

constexpr int kMostFolds = 100;

QString meanAndDeviation(const CrossValidation& found, double Metrics::*error)
{
    std::vector<double> errors;
    for (const Metrics& fold : found.folds)
        errors.push_back(fold.*error);
    const MeanAndStd deviation = meanAndStd(errors);
    return QString::fromUtf8("%1 ± %2").arg(deviation.mean, 0, 'g', 4).arg(deviation.std, 0, 'g', 2);
}

} // namespace

CrossValidationRow::CrossValidationRow(Session* session, CrossValidator* validator, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_validator(validator)
    , m_count(new NumberField({.min = 2, .max = kMostFolds, .whole = true, .step = 1}, this))
    , m_button(makeButton("crossValidate", {},
                          tr("Deals the training structures into so many parts; each is predicted by a model trained on the "
                             "others. The validation set is not looked at"),
                          this))
    , m_text(new QLabel(this))
{
    setObjectName("crossValidation");
    m_button->setAccessibleName(tr("Cross-validate or stop"));
    m_count->setObjectName("folds");
    m_count->describe(tr("Number of folds"), tr("Into how many parts the training structures are dealt"));
    m_count->setValue(5);
    m_count->setFixedWidth(64);
    m_text->setObjectName("crossValidationText");
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 6);
    row->addWidget(m_button);
    row->addWidget(m_count);
    row->addWidget(new QLabel(tr("folds"), this));
    row->addWidget(m_text, 1);
    connect(m_button, &QPushButton::clicked, this, &CrossValidationRow::toggle);
    connect(validator, &CrossValidator::changed, this, &CrossValidationRow::showState);
    connect(session, &Session::inputsChanged, this, &CrossValidationRow::showState);
    connect(session, &Session::resultChanged, this, &CrossValidationRow::showState);
    showState();
}

void CrossValidationRow::toggle()
{
    if (m_validator->isRunning())
        m_validator->cancel();
    else
        m_validator->start(m_count->wholeNumber());
}

QString CrossValidationRow::resultText() const
{
    const auto& found = m_validator->found();
    if (!found)
        return m_validator->problem();
    const auto model = m_session->model().value;
    return tr("RMSE %1%3, MAE %2%3: mean ± deviation of %4 folds of the training structures")
        .arg(meanAndDeviation(*found, &Metrics::rmse), meanAndDeviation(*found, &Metrics::mae),
             model ? afterNumber(model->unit) : QString())
        .arg(found->folds.size());
}

void CrossValidationRow::showState()
{
    m_text->setText(resultText());
    m_button->setText(m_validator->isRunning() ? tr("Stop") : tr("Cross-validate"));
    m_button->setEnabled(m_validator->isRunning() || m_session->isFresh(Stage::Model));
}

} // namespace mbtr::gui

#include "moc_cross_validation_row.cpp"
