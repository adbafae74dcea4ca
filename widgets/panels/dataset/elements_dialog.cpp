#include "widgets/panels/dataset/elements_dialog.h"

#include "core/io/read_options.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kMostRowsShown = 10;

/// Empty where it is no element, or more than one and only one is asked for.
std::vector<int> elementsOf(const QString& text, bool several)
{
    try {
        auto elements = parseElements(text.toStdString());
        return several || elements.size() == 1 ? elements : std::vector<int>();
    } catch (const SettingsError&) { // the field says so
        return {};
    }
}

} // namespace

ElementsDialog::ElementsDialog(const ElementsQuestion& question, QWidget* parent)
    : QDialog(parent)
    , m_problem(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, this))
{
    setObjectName("elementsDialog");
    setWindowTitle(tr("Elements"));
    const QString name = QFileInfo(QFile::decodeName(question.path.c_str())).fileName();
    auto* text = new QLabel(tr("%1 does not say its elements.\nWhich are they, in the order of the file?").arg(name), this);
    text->setObjectName("elementsText");
    text->setWordWrap(true);

    auto* fields = new QWidget(this);
    auto* form = new QFormLayout(fields);
    form->setContentsMargins(0, 0, 0, 0);
    for (std::size_t i = 0; i < question.species.size(); ++i)
        addField(form, i, QString::fromStdString(question.species[i]));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(fields);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    const int rows = std::min(static_cast<int>(question.species.size()), kMostRowsShown);
    scroll->setFixedHeight(rows * (m_fields.front()->sizeHint().height() + form->verticalSpacing()));

    m_problem->setObjectName("elementsProblem");
    m_buttons->setObjectName("elementsButtons");
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(text);
    layout->addWidget(scroll);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(380);
    m_buttons->button(QDialogButtonBox::Open)->setDefault(true);
    m_fields.front()->setFocus();
    check();
}

void ElementsDialog::addField(QFormLayout* form, std::size_t index, const QString& species)
{
    auto* field = new QLineEdit(form->parentWidget());
    field->setObjectName(QStringLiteral("element%1").arg(index + 1));
    field->setAccessibleName(tr("Element of species %1").arg(index + 1));
    field->setToolTip(tr("A symbol such as Ga, or an atomic number"));
    connect(field, &QLineEdit::textChanged, this, &ElementsDialog::check);
    form->addRow(species.startsWith(QLatin1String("type ")) ? species : tr("Species %1, %2").arg(index + 1).arg(species), field);
    m_fields.push_back(field);
}

void ElementsDialog::check()
{
    m_elements.clear();
    QString problem;
    bool complete = true;
    for (const QLineEdit* field : m_fields) {
        const auto elements = elementsOf(field->text(), m_fields.size() == 1);
        complete = complete && !elements.empty();
        if (elements.empty() && !field->text().trimmed().isEmpty() && problem.isEmpty())
            problem = tr("“%1” is no element").arg(field->text().trimmed());
        m_elements.insert(m_elements.end(), elements.begin(), elements.end());
    }
    if (!complete)
        m_elements.clear();
    m_problem->setText(problem);
    m_buttons->button(QDialogButtonBox::Open)->setEnabled(complete);
}

} // namespace mbtr::gui

#include "moc_elements_dialog.cpp"
